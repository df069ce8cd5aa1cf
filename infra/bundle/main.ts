import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command, Option } from "commander";
import type { BundleName } from "./bundles";
import { ARCHITECTURES, type Arch, BUNDLES } from "./functions";
import { LAMBDA_MAX_BYTES, writeBundle } from "./write-bundle";

const root = fileURLToPath(new URL("../..", import.meta.url));
const names = Object.keys(BUNDLES) as BundleName[];
const inMb = (bytes: number) => `${(bytes / 1024 ** 2).toFixed(1)} MB`;

interface BundleOptions {
  arch: Arch;
  out: string;
  only: BundleName[];
  anySize: boolean;
}

async function bundle({ arch, out, only, anySize }: BundleOptions): Promise<void> {
  for (const name of only) {
    const target = join(root, out, name);
    const sizeBytes = await writeBundle({ root, name, arch, target });
    console.log(`${join(out, name).padEnd(16)} ${arch.padEnd(5)} ${inMb(sizeBytes).padStart(9)}`);
    if (anySize || sizeBytes <= LAMBDA_MAX_BYTES) continue;
    process.exitCode = 1;
    console.error(
      `${name} is ${inMb(sizeBytes)} unpacked; Lambda accepts ${inMb(LAMBDA_MAX_BYTES)}. Bundle it for arm64 or use Dockerfile.worker.`,
    );
  }
}

await new Command("bundle")
  .description("Write each Lambda function into a folder that holds its code.")
  .addOption(
    new Option("--arch <arch>", "processor of the function").choices([...ARCHITECTURES]).default("arm64"),
  )
  .option("--out <dir>", "folder to write to", "dist")
  .addOption(new Option("--only <names...>", "names of the functions").choices(names).default(names))
  .option("--any-size", "accept sizes above the Lambda limit, for a container", false)
  .action(bundle)
  .parseAsync();
