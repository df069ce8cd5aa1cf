import { expect, type Page } from "@playwright/test";

/** Returns the time of the video, in seconds. */
export const momentS = (page: Page): Promise<number> =>
  page.locator("video").evaluate((video: HTMLVideoElement) => video.currentTime);

/** Returns the number of painted pixels of the skeleton. */
export const skeletonPixels = (page: Page): Promise<number> =>
  page.getByTestId("skeleton").evaluate((canvas: HTMLCanvasElement) => {
    if (canvas.width === 0 || canvas.height === 0) return 0;
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    let painted = 0;
    for (let i = 3; i < data.length; i += 4) if (data[i]! > 0) painted++;
    return painted;
  });

/** Waits until the video is paused within one frame of a time. */
export async function expectMoment(page: Page, atS: number, fps: number): Promise<void> {
  const away = async () => Math.abs((await momentS(page)) - atS);
  await expect.poll(away, { message: `the video at ${atS} s` }).toBeLessThanOrEqual(1 / fps);
  await expect
    .poll(() => page.locator("video").evaluate((video: HTMLVideoElement) => video.seeking || !video.paused))
    .toBe(false);
}

/** Waits until a skeleton is drawn. */
export const expectSkeleton = (page: Page): Promise<void> =>
  expect.poll(() => skeletonPixels(page), { message: "painted pixels of the skeleton" }).toBeGreaterThan(200);
