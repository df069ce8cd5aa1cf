import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import sharp from "sharp";

const require = createRequire(import.meta.url);

/** Inter as TTF: FreeType inside sharp reads no WOFF2, the only format of @fontsource-variable/inter. */
const FONT_FILE = require.resolve("@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf");
const FONT_CONFIG = fileURLToPath(new URL("./fonts.conf", import.meta.url));

const FONT_PX = 28;
const LINE_PX = 22;
const PADDING_PX = { x: 8, y: 7 };

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const drawText = async (text: string, maxWidthPx: number) => {
  // Without a configuration, as in Lambda, fontconfig writes an error to the log.
  // biome-ignore lint/style/noProcessEnv: fontconfig inside sharp reads it when the first text is drawn
  process.env.FONTCONFIG_FILE = FONT_CONFIG;
  const markup = `<span foreground="white">${escaped(text)}</span>`;
  const drawn = sharp({
    text: { text: markup, font: `Inter SemiBold ${FONT_PX}`, fontfile: FONT_FILE, rgba: true, dpi: 72 },
  });
  return sharp(await drawn.png().toBuffer())
    .resize({ width: maxWidthPx, height: LINE_PX, fit: "inside", withoutEnlargement: true })
    .png()
    .toBuffer({ resolveWithObject: true });
};

/** Returns a PNG of one line of white text on a dark rounded box, or null for a blank text. */
export const drawLabel = async (text: string, maxWidthPx: number): Promise<Buffer | null> => {
  if (text.trim() === "") return null;
  const { data, info } = await drawText(text, maxWidthPx - 2 * PADDING_PX.x);
  const width = info.width + 2 * PADDING_PX.x;
  const height = LINE_PX + 2 * PADDING_PX.y;
  const box = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
      <rect width="100%" height="100%" rx="6" fill="#10141c" fill-opacity="0.72"/>
    </svg>`,
  );
  const top = Math.round((height - info.height) / 2);
  return sharp(box)
    .composite([{ input: data, left: PADDING_PX.x, top }])
    .png()
    .toBuffer();
};
