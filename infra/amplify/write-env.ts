import { writeFile } from "node:fs/promises";
import { envProduction } from "./env-production";

const text = envProduction(process.env);
await writeFile(".env.production", text);
console.log(`Wrote ${text.split("\n").length - 1} variables to .env.production.`);
