import { readFile, writeFile } from "node:fs/promises";
import { Command, InvalidArgumentError, Option } from "commander";
import { billOf } from "./bill";
import { costsDocument, withCostTable } from "./document";
import { type Club, compareTraffic, TRAFFIC, textTable } from "./table";

function atLeastZero(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value < 0)
    throw new InvalidArgumentError("Expected a number of at least 0.");
  return value;
}

const program = new Command("npm run cost --")
  .description("Prints the monthly cost by AWS service, at two levels of traffic.")
  .option("--runs-per-month <n>", "clips analysed in a month", atLeastZero)
  .option("--athletes <n>", "number of athletes", atLeastZero, 10)
  .option("--clip-seconds <n>", "length of a clip in seconds", atLeastZero, 30)
  .option("--model <id>", "Bedrock model or inference profile, or `rules`", "us.amazon.nova-2-lite-v1:0")
  .addOption(
    new Option("--access <access>", "access to the database").choices(["gateway", "vpc"]).default("gateway"),
  )
  .addOption(
    new Option("--hosting <hosting>", "hosting of the pages")
      .choices(["amplify", "container"])
      .default("amplify"),
  )
  .addOption(
    new Option("--worker <worker>", "compute of the worker")
      .choices(["lambda", "fargate", "both"])
      .default("lambda"),
  )
  .addOption(
    new Option("--stage <stage>", "production, or a stage whose database pauses")
      .choices(["prod", "dev"])
      .default("prod"),
  )
  .option("--json", "print every line of both bills as JSON")
  .option("--write-docs", "write docs/costs.md, and the totals in docs/deploy.md");
const options = program.parse().opts<{
  runsPerMonth?: number;
  athletes: number;
  clipSeconds: number;
  model: string;
  access: "gateway" | "vpc";
  hosting: "amplify" | "container";
  worker: "lambda" | "fargate" | "both";
  stage: "prod" | "dev";
  json?: boolean;
  writeDocs?: boolean;
}>();

try {
  if (options.writeDocs) {
    await writeFile("docs/costs.md", costsDocument());
    await writeFile("docs/deploy.md", withCostTable(await readFile("docs/deploy.md", "utf8")));
  } else if (options.runsPerMonth === undefined)
    program.error("error: required option '--runs-per-month <n>' not specified");
  else {
    const { runsPerMonth, athletes, clipSeconds, access, hosting, worker, stage } = options;
    const model = options.model === "rules" ? null : options.model;
    const club: Club = {
      runsPerMonth,
      athletes,
      clipSeconds,
      access,
      hosting,
      worker,
      model,
      production: stage === "prod",
    };
    const bills = TRAFFIC.map((requestsPerMonth) => ({
      requestsPerMonth,
      lines: billOf({ ...club, requestsPerMonth }),
    }));
    console.log(options.json ? JSON.stringify({ club, bills }, null, 2) : textTable(compareTraffic(club)));
  }
} catch (error) {
  program.error(error instanceof Error ? error.message : String(error));
}
