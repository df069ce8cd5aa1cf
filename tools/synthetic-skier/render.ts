import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { build } from "esbuild";
import { findChromium } from "@/tests/setup/find-browsers";
import type { Clip } from "./clips";
import { frameTimes } from "./compute-truth";

const FLAGS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

export interface RawFrame {
  timeS: number;
  /** RGBA, top row first. */
  pixels: Uint8Array;
}

/**
 * Renders the frames of a clip, or those with the given indices, in headless Chromium. Software WebGL gives
 * equal pixels on every machine.
 */
export async function* renderClip(clip: Clip, only?: number[]): AsyncGenerator<RawFrame> {
  const bundle = await build({
    entryPoints: [fileURLToPath(new URL("page.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
  });
  const executablePath = findChromium();
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: FLAGS });
  try {
    const page = await browser.newPage();
    page.on("pageerror", (error) => {
      throw error;
    });
    await page.addScriptTag({ content: bundle.outputFiles[0]!.text });
    await page.evaluate((opened) => {
      window.drawFrame = window.openClip(opened);
    }, clip);
    const all = frameTimes(clip);
    const wanted = only?.map((index) => all[index]!) ?? all;
    const draw = (index: number) => {
      const { shot, shotTimeS } = wanted[index]!;
      const at = [clip.shots.indexOf(shot), shotTimeS] as const;
      return page.evaluate(([shotIndex, timeS]) => window.drawFrame(shotIndex, timeS), at);
    };
    // The browser draws the next frame while the caller encodes this one.
    let next = draw(0);
    for (let i = 0; i < wanted.length; i++) {
      const drawn = await next;
      if (i + 1 < wanted.length) next = draw(i + 1);
      yield { timeS: wanted[i]!.timeS, pixels: upright(Buffer.from(drawn, "base64"), clip.widthPx) };
    }
  } finally {
    await browser.close();
  }
}

function upright(bottomFirst: Buffer, widthPx: number): Uint8Array {
  const rowBytes = widthPx * 4;
  const pixels = new Uint8Array(bottomFirst.length);
  for (let from = 0; from < bottomFirst.length; from += rowBytes) {
    pixels.set(bottomFirst.subarray(from, from + rowBytes), bottomFirst.length - from - rowBytes);
  }
  return pixels;
}
