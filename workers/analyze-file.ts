import { access, constants, copyFile, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { FAILURES } from "@/lib/analyses/schema";
import { openCoachingEngine } from "@/lib/coaching/open-engine";
import { coachingSettings } from "@/lib/coaching/settings";
import { env } from "@/lib/env";
import { type Discipline, disciplineSchema } from "@/lib/runs/schema";
import { muteMetrics } from "@/lib/telemetry/metrics";
import type { Artifact } from "./analyze/artifact";
import { standaloneDeps } from "./analyze/coaching-deps";
import { describeResult } from "./analyze/describe";
import { faultOf } from "./analyze/fault";
import { runPipeline } from "./analyze/pipeline";

/** For an unusable file; a failure of the program exits with 1. */
const EXIT_UNUSABLE = 2;

interface AnalyzeOptions {
  json?: boolean;
  out?: string;
  discipline?: Discipline;
  coach: "rules" | "bedrock";
}

const program = new Command("analyze")
  .description("Analyse one clip or photo without a server.")
  .argument("<file>", "the clip or photo")
  .option("--json", "print the analysis as JSON, alone on stdout")
  .option("--out <dir>", "write poster, apex stills, montage, playback copy and pose track there")
  .option("--discipline <code>", `one of ${disciplineSchema.options.join(", ")}`, parseDiscipline)
  .addOption(
    new Option("--coach <engine>", "coaching engine; bedrock sends stills to AWS and costs money")
      .choices(["rules", "bedrock"])
      .default("rules"),
  )
  .addHelpText(
    "after",
    "\nnpm run prints the script to stdout unless it is silent: npm run -s analyze -- clip.mp4 --json > run.json",
  )
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT_UNUSABLE))
  .action(analyze);

muteMetrics();
await program.parseAsync();

async function analyze(file: string, options: AnalyzeOptions): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "ski-racer-"));
  try {
    await checkReadable(file);
    if (options.out) await mkdir(options.out, { recursive: true });
    const result = await runPipeline(
      {
        source: { filePath: file },
        discipline: options.discipline ?? null,
        subject: null,
        folder,
        coaching: openCoachingEngine(
          coachingSettings({ ...env, COACHING_ENGINE: options.coach }),
          standaloneDeps(),
        ),
      },
      { onProgress: showProgress, onArtifact: (artifact) => writeArtifact(artifact, options.out) },
    );
    clearProgress();
    console.log(options.json ? JSON.stringify(result, null, 2) : describeResult(result));
  } catch (error) {
    clearProgress();
    process.exitCode = reportFailure(file, error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function checkReadable(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (!found) throw new InvalidArgumentError("file does not exist");
  if (!found.isFile()) throw new InvalidArgumentError("not a file");
  await access(file, constants.R_OK).catch(() => {
    throw new InvalidArgumentError("file is not readable");
  });
}

async function writeArtifact(artifact: Artifact, folder: string | undefined): Promise<void> {
  if (!folder) return;
  const path = join(folder, artifact.contentEncoding === "gzip" ? `${artifact.name}.gz` : artifact.name);
  if ("bytes" in artifact.content) await writeFile(path, artifact.content.bytes);
  else await copyFile(artifact.content.filePath, path);
}

function reportFailure(file: string, error: unknown): number {
  if (error instanceof InvalidArgumentError) {
    console.error(`${file}: ${error.message}`);
    return EXIT_UNUSABLE;
  }
  const fault = faultOf(error);
  if (fault.kind === "permanent") {
    const { message, nextStep } = FAILURES[fault.code];
    console.error(`${file}: ${message} ${nextStep}`);
    return EXIT_UNUSABLE;
  }
  console.error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  return 1;
}

function parseDiscipline(text: string): Discipline {
  const parsed = disciplineSchema.safeParse(text.toUpperCase());
  if (!parsed.success) throw new InvalidArgumentError(`It is one of ${disciplineSchema.options.join(", ")}.`);
  return parsed.data;
}

function showProgress(stage: string, percent: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${stage} ${Math.floor(percent)} %   `);
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
}
