import { execSync } from "node:child_process";
import { chromium } from "@playwright/test";

const extra = process.argv.slice(2);
const b = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", ...extra],
});
const t = Date.now();
for (let i = 0; i < 6; i++) {
  const c = await b.newContext();
  const p = await c.newPage();
  await p.goto("data:text/html,<h1>hi</h1>");
  await c.close();
}
console.log("6 contexts", Date.now() - t);
const c = await b.newContext();
const p = await c.newPage();
await p.goto("data:text/html,<h1>hi</h1>");
console.log(
  execSync(
    "ps -eo times,args | grep -- '--type=' | grep -v grep | sed 's/--type=\\([a-z-]*\\).*\\(top-chrome\\).*/\\1 \\2/; s/--crashpad.*//' | cut -c1-120",
  ).toString(),
);
await b.close();
