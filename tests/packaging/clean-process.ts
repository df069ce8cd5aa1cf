import { spawn } from "node:child_process";
import { once } from "node:events";

const CALL = `
  import { pathToFileURL } from "node:url";
  const [file, event] = process.argv.slice(1);
  const { handler } = await import(pathToFileURL(file).href);
  const answer = await handler(JSON.parse(event), { functionName: "test", getRemainingTimeInMillis: () => 900_000 });
  process.stdout.write(JSON.stringify(answer ?? null));
  process.exit(0);`;

/**
 * Calls the handler of a bundle in a new process, in the folder of the bundle, with only the variables of
 * `env`.
 * @throws Error with the output on stderr when the process fails
 */
export async function callHandler(
  folder: string,
  event: unknown,
  env: Record<string, string>,
): Promise<unknown> {
  const args = ["--input-type=module", "-e", CALL, `${folder}/index.mjs`, JSON.stringify(event)];
  const child = spawn(process.execPath, args, { cwd: folder, env: env as NodeJS.ProcessEnv });
  let out = "";
  let errors = "";
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`The function ended with exit code ${code}:\n${errors}`);
  return JSON.parse(out);
}
