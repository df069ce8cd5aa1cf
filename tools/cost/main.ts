import { readFile, writeFile } from "node:fs/promises";
import { Command, InvalidArgumentError, Option } from "commander";
import { billOf } from "./bill";
import { costsDocument, withCosts } from "./document";
import { type Club, compare, TRAFFIC, textTable } from "./table";

function atLeastZero(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value < 0)
    throw new InvalidArgumentError("A number from 0 on.");
  return value;
}

const program = new Command("npm run cost --")
  .description("What a month costs, by service, at two levels of traffic.")
  .option("--runs-per-month <n>", "clips analysed in a month", atLeastZero)
  .option("--athletes <n>", "people filmed", atLeastZero, 10)
  .option("--clip-seconds <n>", "length of a clip", atLeastZero, 30)
  .option("--model <id>", "a model or inference profile of Bedrock, or `rules`", "us.amazon.nova-2-lite-v1:0")
  .addOption(new Option("--access <way>", "to the database").choices(["gateway", "vpc"]).default("gateway"))
  .addOption(
    new Option("--hosting <way>", "of the pages").choices(["amplify", "container"]).default("amplify"),
  )
  .addOption(
    new Option("--worker <way>", "who analyses").choices(["lambda", "fargate", "both"]).default("lambda"),
  )
  .addOption(
    new Option("--stage <kind>", "always awake, or a stage that may sleep")
      .choices(["prod", "dev"])
      .default("prod"),
  )
  .option("--json", "every line of both bills, alone on stdout")
  .option("--write-docs", "writes docs/costs.md, and its totals into docs/deploy.md");
const asked = program.parse().opts<{
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
  if (asked.writeDocs) {
    await writeFile("docs/costs.md", costsDocument());
    await writeFile("docs/deploy.md", withCosts(await readFile("docs/deploy.md", "utf8")));
  } else if (asked.runsPerMonth === undefined)
    program.error("error: say how many runs: --runs-per-month <n>");
  else {
    const { runsPerMonth, athletes, clipSeconds, access, hosting, worker, stage } = asked;
    const model = asked.model === "rules" ? null : asked.model;
    const club: Club = {
      runsPerMonth,
      athletes,
      clipSeconds,
      access,
      hosting,
      worker,
      model,
      lasting: stage === "prod",
    };
    const bills = TRAFFIC.map((requestsPerMonth) => ({
      requestsPerMonth,
      lines: billOf({ ...club, requestsPerMonth }),
    }));
    console.log(asked.json ? JSON.stringify({ club, bills }, null, 2) : textTable(compare(club)));
  }
} catch (error) {
  program.error(error instanceof Error ? error.message : String(error));
}
