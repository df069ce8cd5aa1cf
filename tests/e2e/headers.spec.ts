import { expect, test } from "./setup/test";

test("the headers of a page forbid framing, foreign scripts and foreign hosts", async ({ page }) => {
  const response = await page.goto("/sign-in");
  const headers = response?.headers() ?? {};
  const policy = headers["content-security-policy"] ?? "";
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("object-src 'none'");
  const media = new URL(process.env.S3_ENDPOINT ?? "");
  expect(policy).toContain(`connect-src 'self' ${media.protocol}//${media.hostname}:*`);
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["x-powered-by"]).toBeUndefined();
});
