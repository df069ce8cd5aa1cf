import { execFileSync, spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const phase = z.object({ commands: z.array(z.string()) });
const buildSpec = z.object({
  version: z.literal(1),
  frontend: z.object({
    phases: z.object({ preBuild: phase, build: phase }),
    artifacts: z.object({ baseDirectory: z.string(), files: z.array(z.string()) }),
  }),
});

/** Replaces nvm of the Amplify image: `nvm install` selects the pinned Node if its major version matches. */
const NVM = (node: string) => `
nvm() {
  [ "$1" = install ] || { echo "nvm $1 is not supported"; return 1; }
  export PATH="${dirname(node)}:$PATH"
  [ "$(node -p 'process.versions.node.split(".")[0]')" = "$2" ] || { echo "Node $2 is not the pinned one"; return 1; }
}`;

/** Clones the committed state into `folder`. */
export function cloneHead(folder: string): void {
  execFileSync("git", ["clone", "--quiet", "--no-hardlinks", process.cwd(), folder], { stdio: "inherit" });
}

/**
 * Runs the commands of amplify.yml in `folder`, in one shell, with only the variables of `env`, and returns
 * the folder of its artifacts. @throws when a command fails
 */
export async function buildAsAmplify(folder: string, env: Record<string, string>): Promise<string> {
  const spec = buildSpec.parse(parse(await readFile(join(folder, "amplify.yml"), "utf8")));
  const { preBuild, build } = spec.frontend.phases;
  const commands = [...preBuild.commands, ...build.commands];
  const script = [
    "set -e",
    NVM(process.execPath),
    ...commands.map((line) => `echo "+ ${line}"\n${line}`),
  ].join("\n");
  const { status } = spawnSync("bash", ["-c", script], {
    cwd: folder,
    env: env as NodeJS.ProcessEnv,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0) throw new Error(`A command of amplify.yml failed (${status}).`);
  return join(folder, spec.frontend.artifacts.baseDirectory);
}
