import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { type Person, signIn, signUp } from "./setup/people";
import { expect, test } from "./setup/test";

// The browser logs the refused link.
test.use({ expectedErrors: [/status of 400/] });

/** Returns the link in the mail to an address; a laptop stores mails in a folder. */
async function linkFor({ email }: Person): Promise<string> {
  const folder = process.env.MAIL_DIR ?? "";
  for (const name of await readdir(folder)) {
    const mail = await readFile(join(folder, name), "utf8");
    if (mail.includes(`To: ${email}\n`)) return /https?:\S+/.exec(mail)?.[0] ?? "";
  }
  throw new Error(`no mail to ${email}`);
}

async function requestLink(page: Page, person: Person): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  // The previous page has a field of the same name.
  await expect(page.getByRole("heading", { name: "Forgot your password?" })).toBeVisible();
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByText("a mail with a link is on its way")).toBeVisible();
}

test("a forgotten password is replaced by a mailed link, which works once", async ({ page }) => {
  const person = await signUp(page);
  await page.context().clearCookies();
  await requestLink(page, person);
  const link = await linkFor(person);

  const setPassword = async (password: string) => {
    await page.goto(link);
    // A browser does not reload a page for another fragment.
    await page.reload();
    await page.getByLabel("New password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Set the new password" }).click();
  };
  await setPassword("a new and long enough one");
  await expect(page.getByText("Your new password is set. Sign in with it.")).toBeVisible();
  await signIn(page, { email: person.email, password: "a new and long enough one" });

  await setPassword("somebody else's password");
  await expect(page.getByRole("alert").getByText("This link has expired or was used before.")).toBeVisible();
});
