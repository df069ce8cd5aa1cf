import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { type ClipOptions, drawFrame, makeClip, makeSound, steady, withoutFrames } from "./clip";
import { writeHlgClip } from "./hdr";
import { heicOf } from "./heic";
import { addNoise, cut, cutInIndex, makePngBomb, replaceText, withCreationDate, withSize } from "./patch";

export * from "./clip";

/** The expected result of opening a file: the code of an error, or what can be used of it. */
export type Expected =
  | { code: string }
  | { usable: "video" | "photo"; cutShort?: boolean; width: number; height: number };

export interface CorpusFile {
  path: string;
  expected: Expected;
}

/** A place as phones store it in metadata. */
export const PLACE = "+46.5000+008.0000";
const CREATED_AT = new Date("2026-02-14T09:30:00Z");
const PLAIN: ClipOptions = { container: "mp4", timesS: steady(45, 30), fastStart: true, sound: true };
/** Gaps of two lengths, as phones record in poor light. */
const UNEVEN_S = steady(40, 60).map((timeS, i) => (i < 20 ? timeS * 3 : timeS + 40 / 60));

const video = (width: number, height: number, cutShort = false): Expected => ({
  usable: "video",
  width,
  height,
  cutShort,
});
const photo = (width: number, height: number): Expected => ({ usable: "photo", width, height });
const refused = (code: string): Expected => ({ code });

const drawPhoto = (widthPx: number, heightPx: number) =>
  sharp(drawFrame(widthPx, heightPx, 0), {
    raw: { width: widthPx, height: heightPx, channels: 4 },
  }).removeAlpha();

/** `make` returns the bytes of the file or writes them to the path itself. */
type CorpusEntry = [
  fileName: string,
  expected: Expected,
  make: (path: string) => Promise<Uint8Array | undefined> | Uint8Array,
];

const entries = (plain: () => Promise<Uint8Array>, late: () => Promise<Uint8Array>) =>
  ({
    plain: ["plain.mp4", video(320, 240), async () => withCreationDate(await plain(), CREATED_AT)],
    indexAtEnd: ["index-at-end.mp4", video(320, 240), late],
    quickTime: [
      "quick.mov",
      video(320, 240),
      () => makeClip({ ...PLAIN, container: "mov", fastStart: false, comment: PLACE }),
    ],
    matroska: ["matroska.mkv", video(320, 240), () => makeClip({ ...PLAIN, container: "mkv" })],
    webmVp9: ["vp9.webm", video(320, 240), () => makeClip({ ...PLAIN, container: "webm", codec: "vp9" })],
    webmVp8: ["vp8.webm", video(320, 240), () => makeClip({ ...PLAIN, container: "webm", codec: "vp8" })],
    hevc: ["hevc.mp4", video(320, 240), () => makeClip({ ...PLAIN, codec: "hevc" })],
    hlg: ["hlg.mp4", video(320, 240), (path) => writeHlgClip(path, 30, 30).then(() => undefined)],
    fast: ["fast.mp4", video(320, 240), () => makeClip({ ...PLAIN, timesS: steady(60, 120) })],
    uneven: ["uneven.mp4", video(320, 240), () => makeClip({ ...PLAIN, timesS: UNEVEN_S })],
    lateStart: [
      "late.mp4",
      video(320, 240),
      () => makeClip({ ...PLAIN, timesS: steady(45, 30).map((timeS) => timeS + 2) }),
    ],
    rotated90: ["r90.mp4", video(240, 320), () => makeClip({ ...PLAIN, rotation: 90 })],
    rotated180: ["r180.mp4", video(320, 240), () => makeClip({ ...PLAIN, rotation: 180 })],
    rotated270: ["r270.mp4", video(240, 320), () => makeClip({ ...PLAIN, rotation: 270 })],
    mirrored: ["mirror.mp4", video(240, 320), () => makeClip({ ...PLAIN, rotation: 90, flip: true })],
    widePixels: ["wide.mp4", video(640, 240), () => makeClip({ ...PLAIN, pixelAspect: 2 })],

    jpegNamedMp4: ["photo.mp4", photo(640, 480), () => drawPhoto(640, 480).jpeg().toBuffer()],
    mp4NamedJpg: ["clip.jpg", video(320, 240), plain],
    photo8k: ["8k.jpg", photo(7680, 4320), () => drawPhoto(7680, 4320).jpeg().toBuffer()],
    photoTurned: [
      "turned.jpg",
      photo(480, 640),
      () =>
        drawPhoto(640, 480)
          .withExif({
            IFD0: { Make: "Test" },
            IFD2: { DateTimeOriginal: "2026:02:14 10:30:00", OffsetTimeOriginal: "+01:00" },
          })
          .withMetadata({ orientation: 6 })
          .jpeg()
          .toBuffer(),
    ],
    heicPhoto: [
      "iphone.heic",
      photo(320, 240),
      async () => heicOf(await makeClip({ ...PLAIN, codec: "hevc", timesS: steady(2, 30), sound: false })),
    ],
    webpPhoto: ["photo.webp", photo(640, 480), () => drawPhoto(640, 480).webp().toBuffer()],

    empty: ["empty.mp4", refused("emptyFile"), () => new Uint8Array(0)],
    text: [
      "notes.mp4",
      refused("notMedia"),
      () => Buffer.from("Run 1: late on the second gate.\n".repeat(50)),
    ],
    noise: ["noise.mov", refused("notMedia"), () => addNoise(new Uint8Array(100_000), 0, 1)],
    cutNoIndex: ["cut-no-index.mp4", refused("damaged"), async () => cut(await late(), 0.7)],
    cutInIndex: ["cut-index.mp4", refused("damaged"), async () => cutInIndex(await plain())],
    cutPhoto: [
      "cut.jpg",
      refused("damaged"),
      async () => cut(await drawPhoto(640, 480).jpeg().toBuffer(), 0.5),
    ],
    cutShort: ["cut.mp4", video(320, 240, true), async () => cut(await plain(), 0.7)],
    // Without sound, because only then the overwritten part contains pictures for certain.
    scratched: [
      "scratched.mp4",
      video(320, 240, true),
      async () => addNoise(await makeClip({ ...PLAIN, sound: false }), 0.3, 0.6),
    ],
    noFrames: ["no-frames.mp4", refused("tooShort"), async () => withoutFrames(await plain())],
    oneFrame: ["one-frame.mp4", refused("tooShort"), () => makeClip({ ...PLAIN, timesS: [0], sound: false })],
    soundOnly: ["sound.mp4", refused("noVideo"), () => makeSound(1)],
    unknownCodec: [
      "strange.mp4",
      refused("unsupportedCodec"),
      async () => replaceText(await plain(), "avc1\0\0\0\0", "zzzz"),
    ],
    tiny: [
      "tiny.mp4",
      refused("tooSmall"),
      () => makeClip({ ...PLAIN, widthPx: 16, heightPx: 16, sound: false }),
    ],
    tinyPhoto: ["tiny.png", refused("tooSmall"), () => drawPhoto(16, 16).png().toBuffer()],
    endless: [
      "endless.mp4",
      refused("tooLong"),
      () => makeClip({ ...PLAIN, widthPx: 64, heightPx: 64, timesS: steady(311, 1), sound: false }),
    ],
    hugeVideo: ["huge.mp4", refused("tooManyPixels"), async () => withSize(await plain(), 16_384, 16_384)],
    bomb: ["bomb.png", refused("tooManyPixels"), () => makePngBomb(60_000, 60_000)],
  }) satisfies Record<string, CorpusEntry>;

export type CorpusName = keyof ReturnType<typeof entries>;

/** Returns the cache folder for the sources of this folder and the installed encoders. */
async function cacheFolder(): Promise<string> {
  const here = import.meta.dirname;
  const hash = createHash("sha256");
  for (const name of (await readdir(here)).sort()) hash.update(await readFile(join(here, name)));
  hash.update(await readFile("package-lock.json"));
  return join(".cache", `corpus-${hash.digest("hex").slice(0, 16)}`);
}

/**
 * Writes every file of the corpus, or those of `only`, to `dir` with the expected result of opening it. A
 * file is encoded on first use and cached.
 */
export const makeCorpus = async <Name extends CorpusName = CorpusName>(
  dir: string,
  only?: readonly Name[],
): Promise<Record<Name, CorpusFile>> => {
  const cache = await cacheFolder();
  await Promise.all([mkdir(dir, { recursive: true }), mkdir(cache, { recursive: true })]);
  const all: Record<CorpusName, CorpusEntry> = entries(
    once(() => makeClip(PLAIN)),
    once(() => makeClip({ ...PLAIN, fastStart: false })),
  );
  const corpus = {} as Record<Name, CorpusFile>;
  for (const name of only ?? (Object.keys(all) as Name[])) {
    const [fileName, expected, make] = all[name];
    const path = join(dir, fileName);
    const source = join(cache, fileName);
    if (!existsSync(source)) {
      // Other tests may make the same file at the same time.
      const unfinished = join(cache, `${randomUUID()}-${fileName}`);
      const bytes = await make(unfinished);
      if (bytes) await writeFile(unfinished, bytes);
      await rename(unfinished, source);
    }
    await copyFile(source, path);
    corpus[name] = { path, expected };
  }
  return corpus;
};

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
};
