import { readFile, writeFile } from "node:fs/promises";
import { noticeOf } from "./notice";

await writeFile("NOTICE", noticeOf(JSON.parse(await readFile("package-lock.json", "utf8"))));
