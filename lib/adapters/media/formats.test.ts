import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPhoto, PICKER_ACCEPT, refusalOf } from "@/components/upload/fileChecks";
import { takesVideo } from "@/lib/adapters/ai/request";
import { failureOf } from "@/lib/analyses/schema";
import {
  acceptedFile,
  FORMATS,
  formatLabels,
  type MediaFormat,
  NOT_ACCEPTED_MESSAGE,
} from "@/lib/media/formats";
import { SIGNATURE_BYTES } from "@/lib/media/signature";
import { createRunSchema } from "@/lib/runs/schema";
import { type CorpusFile, makeCorpus } from "@/tests/corpus";
import { drawFrame } from "@/tests/corpus/clip";
import { openMedia } from ".";
import { CONTAINERS } from "./read/containers";

type FormatName = keyof typeof FORMATS;

const CORPUS = {
  mp4: "plain",
  mov: "quickTime",
  webm: "webmVp9",
  mkv: "matroska",
  heic: "heicPhoto",
  webp: "webpPhoto",
} as const;
const DRAWN = ["jpeg", "png", "avif"] as const;
const rows = Object.entries(FORMATS) as [FormatName, MediaFormat][];
const accepted = rows.filter(([, { extensions }]) => extensions.length > 0);
const endings = accepted.flatMap(([name, format]) =>
  format.extensions.map((extension) => [extension, name, format] as const),
);

let dir: string;
let samples: Map<FormatName, string>;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "media-formats-"));
  const corpus: Record<string, CorpusFile> = await makeCorpus(dir, Object.values(CORPUS));
  samples = new Map(Object.entries(CORPUS).map(([name, file]) => [name as FormatName, corpus[file]!.path]));
  for (const name of DRAWN) {
    const raw = { width: 320, height: 240, channels: 4 } as const;
    const path = join(dir, `drawn-${name}`);
    await writeFile(
      path,
      await sharp(drawFrame(320, 240, 0), { raw })
        .toFormat(name)
        .toBuffer(),
    );
    samples.set(name, path);
  }
}, 60_000);
afterAll(() => rm(dir, { recursive: true, force: true }));

describe("every ending of an accepted format", () => {
  it.each(endings)(
    ".%s is offered by the file picker and accepted by browser and server",
    (extension, _, format) => {
      const fileName = `Run 1.${extension.toUpperCase()}`;
      expect(PICKER_ACCEPT.split(",")).toContain(`.${extension}`);
      expect(acceptedFile(fileName)).toEqual(format);
      expect(refusalOf({ name: fileName, size: 10 })).toBeNull();
      const run = { fileName, sizeBytes: 10, fingerprint: "fingerprint" };
      expect(createRunSchema.safeParse(run).success).toBe(true);
    },
  );

  it("belongs to one format", () => {
    const extensions = endings.map(([extension]) => extension);
    expect(new Set(extensions).size).toBe(extensions.length);
  });
});

describe("every accepted format", () => {
  it.each(accepted)("%s is named in every text that lists formats", (_, { label, kind }) => {
    const refusal = createRunSchema.safeParse({
      fileName: "a.txt",
      sizeBytes: 1,
      fingerprint: "fingerprint",
    });
    expect(refusal.error?.issues[0]?.message).toContain(label);
    expect(refusalOf({ name: "a.txt", size: 1 })).toContain(label);
    expect(failureOf("notMedia").nextStep).toContain(label);
    expect(formatLabels([kind]).split(", ")).toContain(label);
  });

  it.each(accepted.filter(([, { kind }]) => kind === "video"))(
    "%s can be sent to a model that takes video",
    (_, format) => {
      const clip = { bucket: "b", key: "k", contentType: format.contentType, sizeBytes: 1 };
      const abilities = { video: { maxBytes: 2 } } as Parameters<typeof takesVideo>[0];
      expect(takesVideo(abilities, clip)).toBe(true);
    },
  );

  it.each(accepted.filter(([, { kind }]) => kind === "photo"))(
    "%s is a photo for the browser",
    async (name) => {
      const head = (await readFile(samples.get(name)!)).subarray(0, SIGNATURE_BYTES);
      expect(isPhoto(new Uint8Array(head))).toBe(true);
    },
  );
});

describe("every format", () => {
  // No encoder of this test writes MPEG-TS.
  it.each(rows.filter(([name]) => name !== "ts"))(
    "%s is recognized by its content and decoded",
    async (name, { kind }) => {
      const path = samples.get(name);
      if (!path) throw new Error(`Add a sample of ${name} to this test.`);
      const media = await openMedia({ filePath: path });
      expect(media.probe).toMatchObject({ kind, container: name });
      await media.close();
    },
  );

  it("has a demuxer if it is a video", () => {
    const videos = rows.filter(([, { kind }]) => kind === "video").map(([name]) => name);
    expect(Object.keys(CONTAINERS)).toEqual(videos);
  });
});

it("lists the formats in the order of the table", () => {
  expect(formatLabels(["video"])).toBe("MP4, MOV, WebM, MKV");
  expect(NOT_ACCEPTED_MESSAGE).toBe(
    "This kind of file cannot be used. Choose an MP4, MOV, WebM or MKV clip, or a JPEG, PNG, WebP or HEIC photo.",
  );
  expect(PICKER_ACCEPT).toBe("video/*,image/*,.mp4,.m4v,.mov,.webm,.mkv,.jpg,.jpeg,.png,.webp,.heic");
});
