/**
 * Letters as strokes on a grid 4 wide and 6 high (y down), so that labels look the same on machines without fonts.
 * Strokes are separated by spaces; each is a run of two-digit points.
 */
const GLYPHS: Record<string, string> = {
  "0": "103041453616050110",
  "1": "022026 0646",
  "2": "01103041420646",
  "3": "0110304142334445361605 1333",
  "4": "36300444",
  "5": "4000023243453606",
  "6": "413010010516364544331304",
  "7": "004016",
  "8": "103041423313020110 1304051636454433",
  "9": "423313020110304145361605",
  A: "062046 1434",
  B: "00063645443303 3342413000",
  C: "4130100105163645",
  D: "00062644422000",
  E: "40000646 0333",
  F: "400006 0333",
  G: "41301001051636454323",
  H: "0006 4046 0343",
  I: "1030 2026 1636",
  J: "4045361605",
  K: "0006 400346",
  L: "000646",
  M: "0600234046",
  N: "06004640",
  O: "103041453616050110",
  P: "06003041423303",
  Q: "103041453616050110 2446",
  R: "06003041423303 2346",
  S: "413010010213334445361605",
  T: "0040 2026",
  U: "000516364540",
  V: "002640",
  W: "0016233640",
  X: "0046 4006",
  Y: "002340 2326",
  Z: "00400646",
  "°": "2031221120",
  ".": "2526",
  "-": "1333",
  "+": "1333 2224",
  "±": "1232 2123 1535",
  "/": "0640",
  ":": "2122 2425",
  "%": "0640 0001 4546",
};

const STEP = 5.5;

const pathOf = (glyph: string, shift: number): string =>
  glyph
    .split(" ")
    .filter((stroke) => stroke !== "")
    .map((stroke) => {
      const points = stroke.match(/\d\d/g) ?? [];
      return `M${points.map((point) => `${Number(point[0]) + shift} ${point[1]}`).join("L")}`;
    })
    .join("");

/** The text as one SVG path on a grid 6 high; letters it does not know become gaps. `width` is in grid units. */
export const strokeText = (text: string): { path: string; width: number } => {
  const letters = [...text.toUpperCase()];
  const path = letters.map((letter, i) => pathOf(GLYPHS[letter] ?? "", i * STEP)).join("");
  return { path, width: Math.max(0, letters.length * STEP - 1.5) };
};
