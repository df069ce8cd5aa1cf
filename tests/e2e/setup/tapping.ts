import { expect, type Locator, type Page } from "@playwright/test";

/** Waits until the dialog for tapping the skier has loaded its picture; returns its parts. */
export async function tapDialog(page: Page): Promise<{ dialog: Locator; picture: Locator; video: Locator }> {
  const dialog = page.getByRole("dialog", { name: "Tap the skier" });
  const picture = dialog.getByRole("group", { name: /^Picture/ });
  const video = picture.locator("video");
  await expect
    .poll(() => video.evaluate((video: HTMLVideoElement) => video.readyState))
    .toBeGreaterThanOrEqual(2);
  return { dialog, picture, video };
}
