import type { Page } from "@playwright/test";
import { signUp } from "./setup/people";
import { expect, test } from "./setup/test";

/** Delays the scripts of the page until the returned function is called. */
async function delayScripts(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

test("a form and a button used before hydration take effect once after it", async ({ page, otherPage }) => {
  const person = await signUp(page);

  await test.step("a button opens its menu", async () => {
    const release = await delayScripts(page);
    await page.goto("/runs", { waitUntil: "commit" });
    await page.getByRole("button", { name: `Account of ${person.name}` }).click();
    await expect(page.getByRole("menu")).toBeHidden();
    release();
    // A second click would close it again.
    await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeVisible();
  });

  await test.step("a form is submitted", async () => {
    const release = await delayScripts(otherPage);
    const posted: string[] = [];
    otherPage.on("request", (request) => {
      if (request.method() === "POST") posted.push(new URL(request.url()).pathname);
    });
    await otherPage.goto("/sign-in", { waitUntil: "commit" });
    await otherPage.getByLabel("E-mail").fill(person.email);
    await otherPage.getByLabel("Password", { exact: true }).fill(person.password);
    await otherPage.getByRole("button", { name: "Sign in" }).click();
    release();
    await expect(otherPage).toHaveURL(/\/runs$/);
    expect(posted).toEqual(["/api/auth/sign-in/email"]);
  });
});
