import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command, Option } from "commander";
import { ARCHITECTURES, type Arch, BUNDLES, type BundleName } from "./functions";
import { LAMBDA_MAX_BYTES, writeBundle } from "./write-bundle";

const root = fileURLToPath(new URL("../..", import.meta.url));
const names = Object.keys(BUNDLES) as BundleName[];
const inMb = (bytes: number) => `${(bytes / 1024 ** 2).toFixed(1)} MB`;

interface Options {
  arch: Arch;
  out: string;
  only: BundleName[];
  anySize: boolean;
}

async function bundle({ arch, out, only, anySize }: Options): Promise<void> {
  for (const name of only) {
    const target = join(root, out, name);
    const sizeBytes = await writeBundle({ root, name, arch, target });
    console.log(`${join(out, name).padEnd(16)} ${arch.padEnd(5)} ${inMb(sizeBytes).padStart(9)}`);
    if (anySize || sizeBytes <= LAMBDA_MAX_BYTES) continue;
    process.exitCode = 1;
    console.error(
      `${name} is ${inMb(sizeBytes)} unpacked and Lambda takes ${inMb(LAMBDA_MAX_BYTES)}: bundle it for arm64, or run Dockerfile.worker.`,
    );
  }
}

await new Command("bundle")
  .description("Write every Lambda function into a folder that is ready to be its code.")
  .addOption(
    new Option("--arch <arch>", "the processor it runs on").choices([...ARCHITECTURES]).default("arm64"),
  )
  .option("--out <dir>", "where the folders go", "dist")
  .addOption(new Option("--only <names...>", "some of them").choices(names).default(names))
  .option("--any-size", "for a container, which may be larger than a Lambda function", false)
  .action(bundle)
  .parseAsync();
