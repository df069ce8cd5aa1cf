import { describe, expect, it } from "vitest";
import type { ColorCoding } from "./color";
import { readGrey } from "./grey";
import type { Orientation, Picture, Plane } from "./picture";
import { readCrop, readSquare } from "./sampler";

const UPRIGHT: Orientation = { rotation: 0, flip: false };
const plane = (
  widthPx: number,
  heightPx: number,
  at: (x: number, y: number) => number,
  deep = false,
): Plane => {
  const data = deep ? new Uint16Array(widthPx * heightPx) : new Uint8Array(widthPx * heightPx);
  for (let i = 0; i < data.length; i++) data[i] = at(i % widthPx, Math.floor(i / widthPx));
  return { data, offset: 0, widthPx, heightPx, stride: widthPx, step: 1 };
};

/** A 4:2:0 picture of one color. */
const flat = (yuv: [number, number, number], color: Partial<ColorCoding>, sizePx = 64): Picture => {
  const coding = { kind: "yuv", matrix: "bt709", fullRange: false, bitDepth: 8, hdr: null, ...color };
  const deep = "bitDepth" in color && color.bitDepth !== 8;
  return {
    planes: [
      plane(sizePx, sizePx, () => yuv[0], deep),
      plane(sizePx / 2, sizePx / 2, () => yuv[1], deep),
      plane(sizePx / 2, sizePx / 2, () => yuv[2], deep),
    ],
    color: coding as ColorCoding,
    orientation: UPRIGHT,
    widthPx: sizePx,
    heightPx: sizePx,
  };
};

/** Red is the column and green the row of each pixel. */
const ruler = (widthPx: number, heightPx: number, orientation = UPRIGHT): Picture => {
  const turned = orientation.rotation % 180 !== 0;
  return {
    planes: [
      plane(widthPx, heightPx, (x) => x),
      plane(widthPx, heightPx, (_, y) => y),
      plane(widthPx, heightPx, () => 200),
    ],
    color: { kind: "rgb" },
    orientation,
    widthPx: turned ? heightPx : widthPx,
    heightPx: turned ? widthPx : heightPx,
  };
};

const pixel = (rgb: Uint8Array, widthPx: number, x: number, y: number) => [
  ...rgb.subarray((y * widthPx + x) * 3, (y * widthPx + x) * 3 + 3),
];

const whole = (picture: Picture, widthPx: number, heightPx: number) =>
  readCrop(
    picture,
    { leftPx: 0, topPx: 0, widthPx: picture.widthPx, heightPx: picture.heightPx },
    { widthPx, heightPx },
  );

describe("color", () => {
  const square = { centreXPx: 32, centreYPx: 32, sidePx: 20, rollRad: 0.3 };

  it.each([
    ["black, limited", [16, 128, 128], {}, [0, 0, 0]],
    ["white, limited", [235, 128, 128], {}, [255, 255, 255]],
    ["white, full range", [255, 128, 128], { fullRange: true }, [255, 255, 255]],
    ["red, BT.709", [63, 102, 240], {}, [255, 0, 0]],
    ["red, BT.601", [81, 90, 240], { matrix: "bt601" }, [254, 0, 0]],
    ["green, BT.709", [173, 42, 26], {}, [0, 255, 0]],
    ["blue, BT.601", [41, 240, 110], { matrix: "bt601" }, [0, 0, 255]],
    ["grey, 10 bit", [502, 512, 512], { bitDepth: 10 }, [127, 127, 127]],
    ["red, 10 bit", [250, 409, 960], { bitDepth: 10 }, [255, 0, 0]],
  ] as const)("%s becomes the expected RGB", (_, yuv, coding, rgb) => {
    const seen = pixel(readSquare(flat([...yuv], coding), square, 16), 16, 8, 8);
    for (const [i, value] of rgb.entries()) expect(Math.abs(seen[i]! - value)).toBeLessThanOrEqual(2);
  });

  it("maps HDR white paper to a bright neutral grey below the maximum", () => {
    const paper = flat([721, 512, 512], { bitDepth: 10, matrix: "bt2020", hdr: "hlg" });
    const [red, green, blue] = pixel(readSquare(paper, square, 16), 16, 8, 8);
    expect(green).toBeGreaterThan(215);
    expect(green).toBeLessThan(245);
    expect(Math.abs(red! - blue!)).toBeLessThanOrEqual(2);
  });
});

describe("geometry", () => {
  it("reads a square at scale 1 pixel by pixel", () => {
    const rgb = readSquare(ruler(100, 80), { centreXPx: 50, centreYPx: 40, sidePx: 20, rollRad: 0 }, 20);
    expect(pixel(rgb, 20, 0, 0)).toEqual([40, 30, 200]);
    expect(pixel(rgb, 20, 19, 7)).toEqual([59, 37, 200]);
  });

  it("rotates a square clockwise: after a quarter turn its right side shows the bottom of the picture", () => {
    const region = { centreXPx: 50, centreYPx: 40, sidePx: 20, rollRad: Math.PI / 2 };
    const rgb = readSquare(ruler(100, 80), region, 20);
    expect(pixel(rgb, 20, 19, 10)[1]).toBeCloseTo(49, -0.5);
    expect(pixel(rgb, 20, 0, 10)[1]).toBeCloseTo(30, -0.5);
  });

  it("is black outside the picture only", () => {
    const rgb = readSquare(ruler(100, 80), { centreXPx: 0, centreYPx: 40, sidePx: 40, rollRad: 0 }, 40);
    expect(pixel(rgb, 40, 19, 20)).toEqual([0, 0, 0]);
    expect(pixel(rgb, 40, 20, 20)).toEqual([0, 40, 200]);
    const away = readSquare(ruler(100, 80), { centreXPx: -500, centreYPx: 40, sidePx: 40, rollRad: 1 }, 8);
    expect(Math.max(...away)).toBe(0);
  });

  it.each([
    [90, false],
    [180, false],
    [270, false],
    [0, true],
    [90, true],
    [180, true],
    [270, true],
  ] as const)("makes a picture rotated by %d (mirrored: %s) upright", (rotation, flip) => {
    const picture = ruler(100, 80, { rotation, flip });
    const { widthPx: w, heightPx: h } = picture;
    const rgb = whole(picture, w, h);
    // The place of the stored picture's first pixel after rotating clockwise and then mirroring.
    const turned = { 0: [0, 0], 90: [w - 1, 0], 180: [w - 1, h - 1], 270: [0, h - 1] }[rotation];
    const x = flip ? w - 1 - turned[0]! : turned[0]!;
    expect(pixel(rgb, w, x, turned[1]!)).toEqual([0, 0, 200]);
    expect(pixel(rgb, w, w - 1 - x, h - 1 - turned[1]!)).toEqual([99, 79, 200]);
  });

  it("stretches pixels that are not square", () => {
    const rgb = whole({ ...ruler(50, 80), widthPx: 100 }, 100, 80);
    expect(pixel(rgb, 100, 99, 79)).toEqual([49, 79, 200]);
    expect(pixel(rgb, 100, 40, 10)[0]).toBeCloseTo(20, -0.5);
  });

  it("averages pixels when it downscales", () => {
    const stripes: Picture = {
      ...ruler(256, 256),
      planes: [0, 1, 2].map(() => plane(256, 256, (x) => (x % 2) * 255)) as never,
    };
    for (const sizePx of [100, 64, 40, 25, 13]) {
      const rgb = whole(stripes, sizePx, sizePx);
      for (const value of rgb) expect(Math.abs(value - 127)).toBeLessThan(sizePx === 100 ? 66 : 20);
    }
  });

  it.each([
    [0, false],
    [90, false],
    [180, false],
    [270, false],
    [0, true],
    [90, true],
    [180, true],
    [270, true],
  ] as const)(
    "orients the grey copy of a picture rotated by %d (mirrored: %s) like RGB",
    (rotation, flip) => {
      const source = ruler(64, 48, { rotation, flip });
      const luma = plane(64, 48, (x, y) => 16 + x + 2 * y);
      const color = { kind: "yuv", matrix: "bt709", fullRange: true, bitDepth: 8, hdr: null } as const;
      const picture: Picture = {
        ...source,
        planes: [luma, plane(32, 24, () => 128), plane(32, 24, () => 128)],
        color,
      };
      const { widthPx, heightPx, data } = readGrey(picture, picture.widthPx);
      const rgb = whole(picture, widthPx, heightPx);
      for (let i = 0; i < data.length; i++) expect(Math.abs(data[i]! - rgb[i * 3]!)).toBeLessThanOrEqual(1);
    },
  );

  it("makes the same grey copy of 10-bit samples as of 8-bit ones", () => {
    const shallow = flat([63, 128, 128], {});
    const deep = flat([252, 512, 512], { bitDepth: 10 });
    const [a, b] = [readGrey(shallow, 16).data, readGrey(deep, 16).data];
    for (let i = 0; i < a.length; i++) expect(Math.abs(a[i]! - b[i]!)).toBeLessThanOrEqual(1);
  });

  it("makes an upright grey copy of full range", () => {
    const grey = readGrey({ ...flat([235, 128, 128], {}), orientation: { rotation: 90, flip: false } }, 16);
    expect(grey).toMatchObject({ widthPx: 16, heightPx: 16 });
    expect(Math.min(...grey.data)).toBeGreaterThan(252);
    const ramp = readGrey(ruler(160, 90), 80);
    expect(ramp.heightPx).toBe(45);
  });
});
