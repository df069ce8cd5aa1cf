import { signUp } from "./setup/people";
import { expect, test } from "./setup/test";

const FILES = ["original", "poster.jpg", "track.json", "playback.mp4", "montage.jpg"];

// The browser logs the refused requests.
test.use({ expectedErrors: [/status of 404/] });

test("a run of another person is found neither in the library nor by its URL nor through the API", async ({
  page,
  analyzed,
}) => {
  await signUp(page, "Eve Other");
  await expect(page.getByRole("heading", { name: "Film a run, add it here" })).toBeVisible();
  await expect(page.getByText(analyzed.title)).toHaveCount(0);

  const response = await page.goto(`/runs/${analyzed.runId}`);
  expect(await response?.text()).not.toContain(analyzed.title);
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();

  const answers = await page.evaluate(
    async ({ runId, files }) => {
      const document = await (await fetch("/api/openapi.json")).json();
      const paths = Object.entries<object>(document.paths)
        .filter(([path, operations]) => path.includes("{runId}") && "get" in operations)
        .flatMap(([path]) =>
          path.includes("{name}") ? files.map((name) => path.replace("{name}", name)) : path,
        )
        .map((path) => path.replace("{runId}", runId));
      return Promise.all(paths.map(async (path) => ({ path, status: (await fetch(path)).status })));
    },
    { runId: analyzed.runId, files: FILES },
  );
  expect(answers.length).toBeGreaterThanOrEqual(FILES.length + 4);
  expect(answers.filter(({ status }) => status !== 404)).toEqual([]);
});

test("a visitor who is not signed in is redirected to the sign-in page", async ({ page, analyzed }) => {
  await page.goto(`/runs/${analyzed.runId}`);
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByText(analyzed.title)).toHaveCount(0);
  expect((await page.request.get(`/api/runs/${analyzed.runId}`)).status()).toBe(401);
});
