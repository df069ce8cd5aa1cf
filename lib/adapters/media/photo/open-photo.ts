import ExifReader from "exifreader";
import sharp from "sharp";
import { MediaError } from "@/lib/media/failures";
import type { PhotoFormat } from "@/lib/media/formats";
import { MAX_DECODED_PHOTO_PIXELS, MAX_PHOTO_BYTES } from "@/lib/media/limits";
import type { RgbImage } from "../decode/frame";
import { interleavedRgbPlanes, type Picture } from "../pixels/picture";
import type { ByteReader } from "../read/byte-reader";
import { checkSize, type MediaProbe, parseCreationDate, plausibleDate } from "../read/probe";
import { decodeHeic } from "./heic";

export interface OpenPhoto {
  probe: MediaProbe;
  picture: Picture;
}

/** Clockwise rotations by EXIF orientation; sharp also mirrors 2, 4, 5 and 7. */
const ROTATIONS: Record<number, MediaProbe["rotation"]> = { 3: 180, 4: 180, 5: 90, 6: 90, 7: 270, 8: 270 };

/** Without a time zone in EXIF, the time of the camera is read as UTC, which keeps the day. */
const takenAtOf = (file: Uint8Array): string | null => {
  try {
    const tags = ExifReader.load(file.slice().buffer, { expanded: true }).exif;
    const taken = tags?.DateTimeOriginal?.description ?? tags?.DateTime?.description;
    const match = /^(\d{4})[:-](\d{2})[:-](\d{2})[ T](\d{2}:\d{2}:\d{2})/.exec(taken ?? "");
    if (!match) return null;
    const zone = tags?.OffsetTimeOriginal?.description ?? "Z";
    return plausibleDate(parseCreationDate(`${match[1]}-${match[2]}-${match[3]}T${match[4]}${zone}`));
  } catch {
    return null;
  }
};

const rgbPicture = (rgb: RgbImage, size: { widthPx: number; heightPx: number }): Picture => ({
  planes: interleavedRgbPlanes(rgb, rgb.widthPx * 3),
  color: { kind: "rgb" },
  orientation: { rotation: 0, flip: false },
  ...size,
});

const damaged = (cause: unknown) => new MediaError("damaged", "The photo could not be decoded.", { cause });

export const readPhotoFile = async (bytes: ByteReader): Promise<Uint8Array> => {
  if (bytes.sizeBytes > MAX_PHOTO_BYTES) {
    throw new MediaError("photoTooLarge", `A photo of ${bytes.sizeBytes} bytes.`);
  }
  return bytes.read(0, bytes.sizeBytes);
};

const decode = async (file: Uint8Array, size: { widthPx: number; heightPx: number }): Promise<RgbImage> => {
  const scale = Math.min(1, Math.sqrt(MAX_DECODED_PHOTO_PIXELS / (size.widthPx * size.heightPx)));
  const upright = sharp(file, {
    limitInputPixels: false,
    failOn: "error",
    sequentialRead: true,
  }).autoOrient();
  const sized = scale < 1 ? upright.resize({ width: Math.floor(size.widthPx * scale) }) : upright;
  try {
    const { data, info } = await sized
      .flatten({ background: "white" })
      .toColorspace("srgb")
      .removeAlpha()
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    return { data: bytes, widthPx: info.width, heightPx: info.height };
  } catch (cause) {
    throw damaged(cause);
  }
};

interface DecodedPhoto {
  image: RgbImage;
  size: { widthPx: number; heightPx: number };
  rotation: MediaProbe["rotation"];
  bitDepth: number;
}

const readHeic = async (file: Uint8Array): Promise<DecodedPhoto> => {
  const image = await decodeHeic(file, (widthPx, heightPx) => checkSize("photo", widthPx, heightPx));
  return { image, size: image, rotation: 0, bitDepth: 8 };
};

const readWithSharp = async (file: Uint8Array): Promise<DecodedPhoto> => {
  const header = await sharp(file, { limitInputPixels: false })
    .metadata()
    .catch((cause: unknown) => {
      throw damaged(cause);
    });
  const size = { widthPx: header.autoOrient.width, heightPx: header.autoOrient.height };
  checkSize("photo", size.widthPx, size.heightPx);
  return {
    image: await decode(file, size),
    size,
    rotation: ROTATIONS[header.orientation ?? 1] ?? 0,
    bitDepth: header.bitsPerSample ?? 8,
  };
};

/** Decodes a photo after checking its declared size. Throws MediaError. */
export const openPhoto = async (format: PhotoFormat, bytes: ByteReader): Promise<OpenPhoto> => {
  const file = await readPhotoFile(bytes);
  const { image, size, rotation, bitDepth } = await (format === "heic"
    ? readHeic(file)
    : readWithSharp(file));
  return {
    picture: rgbPicture(image, { widthPx: size.widthPx, heightPx: size.heightPx }),
    probe: {
      kind: "photo",
      container: format,
      codec: format,
      width: size.widthPx,
      height: size.heightPx,
      rotation,
      durationS: 0,
      fps: 0,
      variableFps: false,
      hdr: false,
      takenAt: takenAtOf(file),
      sizeBytes: bytes.sizeBytes,
      frameCount: 1,
      startS: 0,
      codecString: "",
      bitDepth,
      chroma: "other",
      audioCodec: null,
      fastStart: false,
      fragmented: false,
      cutShort: false,
    },
  };
};
