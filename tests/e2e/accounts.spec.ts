import { signIn, signUp } from "./setup/people";
import { expect, test } from "./setup/test";

// The browser logs the refused sign-in.
test.use({ expectedErrors: [/status of 401/] });

test("a person signs out, is refused with a wrong password and signs in with the right one", async ({
  page,
}) => {
  const person = await signUp(page);
  await page.getByRole("button", { name: `Account of ${person.name}` }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/");
  await page.goto("/runs");
  await expect(page).toHaveURL(/\/sign-in/);

  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill("not the right password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("The e-mail address or the password is wrong.")).toBeVisible();

  await signIn(page, person);
  await expect(page.getByRole("heading", { name: "Film a run, add it here" })).toBeVisible();
});
