import { writeFile } from "node:fs/promises";
import { envProduction } from "./env-production";

// Called by amplify.yml before a build.
const text = envProduction(process.env);
await writeFile(".env.production", text);
console.log(`.env.production has ${text.split("\n").length - 1} variables.`);
