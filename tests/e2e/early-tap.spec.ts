import type { Page } from "@playwright/test";
import { signUp } from "./setup/people";
import { expect, test } from "./setup/test";

/** Keeps the pages' code on its way until it is let go. */
async function holdCode(page: Page): Promise<() => void> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await held;
    await route.continue();
  });
  return letGo;
}

test("what is filled in and tapped while the page's code is still on its way is done, once, when it is there", async ({
  page,
  otherPage,
}) => {
  const person = await signUp(page);

  await test.step("a button", async () => {
    const letGo = await holdCode(page);
    await page.goto("/runs", { waitUntil: "commit" });
    await page.getByRole("button", { name: `Account of ${person.name}` }).click();
    await expect(page.getByRole("menu")).toBeHidden();
    letGo();
    // Done twice it would be closed again.
    await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeVisible();
  });

  await test.step("a form", async () => {
    const letGo = await holdCode(otherPage);
    const tries: string[] = [];
    otherPage.on("request", (request) => {
      if (request.method() === "POST") tries.push(new URL(request.url()).pathname);
    });
    await otherPage.goto("/sign-in", { waitUntil: "commit" });
    await otherPage.getByLabel("E-mail").fill(person.email);
    await otherPage.getByLabel("Password", { exact: true }).fill(person.password);
    await otherPage.getByRole("button", { name: "Sign in" }).click();
    letGo();
    await expect(otherPage).toHaveURL(/\/runs$/);
    expect(tries).toEqual(["/api/auth/sign-in/email"]);
  });
});
