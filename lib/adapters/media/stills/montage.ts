import sharp, { type Sharp } from "sharp";
import type { RgbImage } from "../decode/frame";
import { drawLabel } from "./label";

export interface MontageCell {
  image: RgbImage | Uint8Array;
  label: string;
}

export interface MontageOptions {
  cellHeightPx?: number;
  /** Pictures per row; 12 by default. */
  maxColumns?: number;
  quality?: number;
}

const GAP_PX = 6;
const LABEL_OFFSET_PX = 8;
const BACKGROUND = { r: 16, g: 20, b: 28 };

const pictureOf = (image: MontageCell["image"]): Sharp =>
  image instanceof Uint8Array
    ? sharp(image)
    : sharp(image.data, { raw: { width: image.widthPx, height: image.heightPx, channels: 3 } });

/** Returns a JPEG with labelled pictures side by side. Throws RangeError without pictures. */
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
      const text = await drawLabel(label, widthPx - 2 * LABEL_OFFSET_PX);
      const picture = { input, left, top };
      return text
        ? [picture, { input: text, left: left + LABEL_OFFSET_PX, top: top + LABEL_OFFSET_PX }]
        : [picture];
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
