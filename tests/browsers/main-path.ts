import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import { analysisStatusSchema, analysisViewSchema } from "@/lib/analyses/schema";
import type { BrowserDriver, ElementQuery } from "./browser-driver";
import { waitFor } from "./wait-for";

const STEP_TIMEOUT_MS = 20_000;
const ANALYSIS_TIMEOUT_MS = 150_000;
const CLIP = "short.mp4";

const describeQuery = ({ css, name }: ElementQuery) => `${css}${name === undefined ? "" : ` named ${name}`}`;

const click = (browser: BrowserDriver, query: ElementQuery) =>
  waitFor(describeQuery(query), () => browser.click(query), STEP_TIMEOUT_MS);

const type = (browser: BrowserDriver, label: string, text: string) =>
  waitFor(`the field ${label}`, () => browser.type({ css: "input", name: label }, text), STEP_TIMEOUT_MS);

const waitForPath = (browser: BrowserDriver, pattern: RegExp) =>
  waitFor(
    `a URL that matches ${pattern}`,
    async () => pattern.exec(new URL(await browser.url()).pathname),
    STEP_TIMEOUT_MS,
  );

/** Returns the body of a GET of the page's own session. */
const fetchJson = (browser: BrowserDriver, path: string): Promise<unknown> =>
  browser.evaluate(async (path) => (await fetch(path)).json() as Promise<unknown>, path);

interface VideoState {
  atS: number;
  moving: boolean;
  /** Whether the frame at `atS` is decoded. */
  hasFrame: boolean;
}

/** @throws when the browser cannot play the video */
async function videoState(browser: BrowserDriver): Promise<VideoState> {
  const { error, ...state } = await browser.evaluate(() => {
    const video = document.querySelector("video");
    return {
      atS: video?.currentTime ?? Number.NaN,
      moving: !video || video.seeking || !video.paused,
      hasFrame: !!video && video.readyState >= 2 && video.videoWidth > 0,
      error: video?.error ? `code ${video.error.code}: ${video.error.message}` : null,
    };
  });
  if (error) throw new Error(`The video cannot be played: ${error}`);
  return state;
}

/** Creates an account, signs out and signs in with it; ends on the library. */
export async function signIn(browser: BrowserDriver, appUrl: string): Promise<void> {
  const email = `${randomUUID()}@example.com`;
  const password = "a long enough password";
  await browser.goto(`${appUrl}/sign-up`);
  await type(browser, "Name", "Ada Racer");
  await type(browser, "E-mail", email);
  await type(browser, "Password", password);
  await click(browser, { css: "button", name: "Create account" });
  await waitForPath(browser, /^\/runs$/);
  await click(browser, { css: "button", name: "Account of Ada Racer" });
  await click(browser, { css: "[role=menuitem]", name: "Sign out" });
  await waitForPath(browser, /^\/$/);
  await browser.goto(`${appUrl}/sign-in`);
  await type(browser, "E-mail", email);
  await type(browser, "Password", password);
  await click(browser, { css: "button", name: "Sign in" });
  await waitForPath(browser, /^\/runs$/);
}

/** Uploads a clip in the panel, opens its run and waits for the analysis; returns the id of the run. */
export async function uploadClip(browser: BrowserDriver): Promise<string> {
  await click(browser, { css: "button", name: "Add runs" });
  const input = { css: 'input[type=file][aria-label="Choose clips or photos"]' };
  const path = resolve("tests/fixtures/clips", CLIP);
  await waitFor("the file field", () => browser.setFile(input, path), STEP_TIMEOUT_MS);
  await click(browser, { css: "a", name: "Open the run" });
  const [, runId = ""] = await waitForPath(browser, /^\/runs\/([\w-]+)$/);
  const analyzed = async () => {
    const { state } = analysisStatusSchema.parse(await fetchJson(browser, `/api/runs/${runId}/status`));
    if (state === "failed") throw new Error("The analysis failed.");
    return state === "succeeded";
  };
  await waitFor("the end of the analysis", analyzed, ANALYSIS_TIMEOUT_MS);
  await waitFor("the video", async () => (await videoState(browser)).hasFrame, STEP_TIMEOUT_MS);
  return runId;
}

/** Plays the video until it has moved on, then pauses it; returns the seconds by which it moved. */
export async function watch(browser: BrowserDriver): Promise<number> {
  const { atS: fromS } = await videoState(browser);
  await click(browser, { css: "button", name: "Play" });
  await waitFor(
    "the video to play",
    async () => (await videoState(browser)).atS > fromS + 0.3,
    STEP_TIMEOUT_MS,
  );
  await click(browser, { css: "button", name: "Pause" });
  const stopped = await waitFor(
    "the video to pause",
    async () => {
      const state = await videoState(browser);
      return state.moving ? null : state;
    },
    STEP_TIMEOUT_MS,
  );
  return stopped.atS - fromS;
}

const skeletonPixels = (browser: BrowserDriver): Promise<number> =>
  browser.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>("canvas[data-testid=skeleton]");
    if (!canvas || canvas.width === 0 || canvas.height === 0) return 0;
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    return data.filter((value, i) => i % 4 === 3 && value > 0).length;
  });

/**
 * Clicks turn 2 of the strip, then the apex still of turn 1; waits after each for that frame and its
 * skeleton.
 */
export async function jumpToApexes(browser: BrowserDriver, runId: string): Promise<void> {
  const { result } = analysisViewSchema.parse(await fetchJson(browser, `/api/runs/${runId}/analyses`));
  const [first, second] = result?.turns ?? [];
  if (!result || !first || !second) throw new Error("The analysis of the fixture has fewer than two turns.");
  const frameS = 1 / result.media.fps;
  const jump = async (apexS: number, query: ElementQuery) => {
    await click(browser, query);
    const reached = async () => {
      const { atS, moving, hasFrame } = await videoState(browser);
      return !moving && hasFrame && Math.abs(atS - apexS) <= frameS;
    };
    await waitFor(`the video to stop at ${apexS} s`, reached, STEP_TIMEOUT_MS);
    await waitFor("the skeleton", async () => (await skeletonPixels(browser)) > 200, STEP_TIMEOUT_MS);
  };
  await jump(second.apexS, { css: "[role=toolbar] button", name: /^Turn 2, / });
  await jump(first.apexS, { css: "button", name: /^Apex of turn 1, / });
}
