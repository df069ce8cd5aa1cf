import sharp, { type Sharp } from "sharp";
import type { RgbImage } from "../decode/frame";
import { strokeText } from "./stroke-text";

export interface MontageCell {
  /** Pixels, or the bytes of a JPEG. */
  image: RgbImage | Uint8Array;
  /** Digits, letters and ° . - + ± / : % are drawn; anything else is a gap. */
  label: string;
}

export interface MontageOptions {
  /** Of every picture in the strip; 360 unless told. */
  cellHeightPx?: number;
  /** A longer strip goes on in the next row; 12 unless told. */
  maxColumns?: number;
  quality?: number;
}

const GAP_PX = 6;
const LABEL_PX = 22;
const BACKGROUND = { r: 16, g: 20, b: 28 };

const labelSvg = (text: string, widthPx: number): Buffer => {
  const { path, width } = strokeText(text);
  const scale = Math.min(LABEL_PX / 6, (widthPx - 24) / Math.max(1, width));
  const boxWidth = width * scale + 16;
  const boxHeight = 6 * scale + 14;
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(boxWidth)}" height="${Math.ceil(boxHeight)}">
      <rect width="100%" height="100%" rx="6" fill="#10141c" fill-opacity="0.72"/>
      <path d="${path}" transform="translate(8 7) scale(${scale})" fill="none" stroke="#fff" stroke-width="0.8"
        stroke-linecap="round" stroke-linejoin="round"/>
    </svg>`,
  );
};

const pictureOf = (image: MontageCell["image"]): Sharp =>
  image instanceof Uint8Array
    ? sharp(image)
    : sharp(image.data, { raw: { width: image.widthPx, height: image.heightPx, channels: 3 } });

/**
 * A contact sheet: the pictures side by side at one height, each with its label in the corner, as a JPEG.
 * @throws RangeError without any picture.
 */
export const montage = async (
  cells: readonly MontageCell[],
  options: MontageOptions = {},
): Promise<Uint8Array> => {
  if (cells.length === 0) throw new RangeError("A montage needs at least one picture.");
  const heightPx = options.cellHeightPx ?? 360;
  const rows = Math.ceil(cells.length / (options.maxColumns ?? 12));
  const columns = Math.ceil(cells.length / rows);
  const pictures = cells.map(({ image }) => pictureOf(image));
  const sizes = await Promise.all(pictures.map((picture) => picture.metadata()));
  const widthPx = Math.round(Math.max(...sizes.map(({ width, height }) => (width * heightPx) / height)));
  const layers = await Promise.all(
    cells.map(async ({ label }, i) => {
      const left = GAP_PX + (i % columns) * (widthPx + GAP_PX);
      const top = GAP_PX + Math.floor(i / columns) * (heightPx + GAP_PX);
      const input = await pictures[i]!.resize({
        width: widthPx,
        height: heightPx,
        fit: "contain",
        background: BACKGROUND,
      })
        .png({ compressionLevel: 0 })
        .toBuffer();
      return [
        { input, left, top },
        { input: labelSvg(label, widthPx), left: left + 8, top: top + 8 },
      ];
    }),
  );
  const sheet = sharp({
    create: {
      width: GAP_PX + columns * (widthPx + GAP_PX),
      height: GAP_PX + rows * (heightPx + GAP_PX),
      channels: 3,
      background: BACKGROUND,
    },
  });
  const jpeg = sheet.composite(layers.flat()).jpeg({ quality: options.quality ?? 82, progressive: true });
  return new Uint8Array(await jpeg.toBuffer());
};
