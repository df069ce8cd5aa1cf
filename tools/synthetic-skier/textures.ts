import { CanvasTexture, RepeatWrapping, SRGBColorSpace } from "three";
import { seeded } from "./turn-signal";

function canvas(widthPx: number, heightPx: number) {
  const element = document.createElement("canvas");
  element.width = widthPx;
  element.height = heightPx;
  return { element, draw: element.getContext("2d")! };
}

/** Returns groomed snow with enough structure for the estimation of camera motion. */
export function snowTexture(): CanvasTexture {
  const size = 1024;
  const { element, draw } = canvas(size, size);
  const random = seeded(3);
  draw.fillStyle = "#f1f5fa";
  draw.fillRect(0, 0, size, size);
  for (let x = 0; x < size; x += 16) {
    draw.fillStyle = `rgba(150,175,205,${0.1 + 0.08 * random()})`;
    draw.fillRect(x, 0, 6, size);
  }
  for (let i = 0; i < 420; i++) {
    const [x, y, r] = [random() * size, random() * size, 8 + 60 * random() ** 2];
    const shade = random() < 0.6 ? "140,168,205" : "255,255,255";
    for (const [dx, dy] of [
      [0, 0],
      [size, 0],
      [0, size],
      [-size, 0],
      [0, -size],
    ] as const) {
      const blot = draw.createRadialGradient(x + dx, y + dy, 0, x + dx, y + dy, r);
      blot.addColorStop(0, `rgba(${shade},0.28)`);
      blot.addColorStop(1, `rgba(${shade},0)`);
      draw.fillStyle = blot;
      draw.fillRect(x + dx - r, y + dy - r, r * 2, r * 2);
    }
  }
  for (let i = 0; i < 900; i++) {
    draw.fillStyle = `rgba(110,140,180,${0.15 + 0.3 * random()})`;
    draw.fillRect(random() * size, random() * size, 2 + 4 * random(), 2 + 4 * random());
  }
  const texture = new CanvasTexture(element);
  texture.wrapS = texture.wrapT = RepeatWrapping;
  texture.colorSpace = SRGBColorSpace;
  return texture;
}

/** Returns the torso of a race suit with a numbered bib; the seam is in the middle of the back. */
export function bibTexture(suit: string, number: string): CanvasTexture {
  const { element, draw } = canvas(1024, 512);
  draw.fillStyle = suit;
  draw.fillRect(0, 0, 1024, 512);
  draw.fillStyle = "#fbfcfe";
  draw.fillRect(0, 62, 1024, 258);
  // A small bib on the back, because the network mistakes a large one there for the chest.
  draw.fillStyle = suit;
  for (const x of [0, 834]) draw.fillRect(x, 200, 190, 130);
  draw.fillStyle = "#d81f3a";
  draw.fillRect(0, 62, 1024, 30);
  draw.fillStyle = "#111722";
  draw.textAlign = "center";
  draw.textBaseline = "middle";
  draw.font = "bold 190px sans-serif";
  draw.fillText(number, 512, 212);
  draw.font = "bold 90px sans-serif";
  for (const x of [0, 1024]) draw.fillText(number, x, 148);
  const texture = new CanvasTexture(element);
  texture.colorSpace = SRGBColorSpace;
  texture.anisotropy = 2;
  return texture;
}
