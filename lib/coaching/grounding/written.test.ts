import { describe, expect, it } from "vitest";
import { plain, writtenNumbers } from "./written";

const read = (text: string) => {
  const readable = plain(text);
  return readable === null
    ? null
    : writtenNumbers(readable).map(({ value, kinds }) => [value, kinds.join(" or ")]);
};

describe("a number in a text", () => {
  it.each([
    [
      "In turn 4 you lean 41.2 degrees.",
      [
        [4, "turn"],
        [41.2, "deg"],
      ],
    ],
    [
      "Turns 3, 5 and 7 are late.",
      [
        [3, "turn"],
        [5, "turn"],
        [7, "turn"],
      ],
    ],
    [
      "Your third turn and the 4th turn",
      [
        [3, "turn"],
        [4, "turn"],
      ],
    ],
    [
      "the twenty-first turn, turn twelve",
      [
        [21, "turn"],
        [12, "turn"],
      ],
    ],
    [
      "At 3.2s, in 0.7 s and by 4.10 seconds",
      [
        [3.2, "moment"],
        [0.7, "s"],
        [4.1, "s or moment"],
      ],
    ],
    [
      "33.2 percent or 33% less",
      [
        [33.2, "percent"],
        [33, "percent"],
      ],
    ],
    ["260 degrees a second", [[260, "deg/s"]]],
    ["forty-one point two degrees", [[41.2, "deg"]]],
    ["one hundred and five degrees", [[105, "deg"]]],
    [
      "38–41°",
      [
        [38, "deg"],
        [41, "deg"],
      ],
    ],
    [
      "４１ degrees, 𝟒𝟏 degrees, 4\u200b1 degrees",
      [
        [41, "deg"],
        [41, "deg"],
        [41, "deg"],
      ],
    ],
    [".5 torso lengths", [[0.5, "T"]]],
    ["your nineth turn", [[9, "turn"]]],
    ["in nine turns", [[9, "count"]]],
    ["45 km/h", [[45, ""]]],
    [
      "5 of 9 turns",
      [
        [5, ""],
        [9, "count"],
      ],
    ],
    [
      "5 left turns and four right turns",
      [
        [5, "leftCount"],
        [4, "rightCount"],
      ],
    ],
    [
      "turn 5 of 9",
      [
        [5, "turn"],
        [9, "count"],
      ],
    ],
    ["the last 3 turns", [[3, "turn"]]],
    [
      "48 degrees, but 34 in turn 2",
      [
        [48, "deg"],
        [34, "ratio or hz or deg"],
        [2, "turn"],
      ],
    ],
    [
      "34 skiers at 48 degrees",
      [
        [34, ""],
        [48, "deg"],
      ],
    ],
    [
      "one degree, one turn, one second",
      [
        [1, "deg"],
        [1, "count"],
        [1, "s"],
      ],
    ],
    ["1.12 turns a second", [[1.12, "hz"]]],
    [
      "1.7 hip widths, 1.3 times as long as the inside leg",
      [
        [1.7, "ratio"],
        [1.3, "ratio"],
      ],
    ],
  ])("is found with what it is said to be: %s", (text, numbers) => {
    expect(read(text)).toEqual(numbers);
  });

  it.each([
    "half of them",
    "twice as far",
    "a dozen",
    "two thirds",
    "turn IV",
    "1,234 of them",
    "at 0:03",
    "1e3",
    "7/9 of them",
    "1.2.3",
    "a twofold change",
    "fortyish degrees",
    "fortyone degrees",
    "eightfold",
    "doubling it",
    "halved",
    "quadrupled",
    "trebled",
    "in the forties",
    "a second late",
  ])("counts as one that nobody measured: %s", (text) => {
    expect(read(text)?.some(([value]) => value === null)).toBe(true);
  });

  it.each([
    "¾ of the way",
    "4² degrees",
    "٤١ degrees",
    "turn Ⅳ",
    "twеlve (with a Cyrillic letter)",
    "四十一",
    "🔟 turns",
  ])("makes a text unreadable when it is dressed up: %s", (text) => {
    expect(plain(text)).toBeNull();
  });

  it.each<[string, (boolean | null)[]]>([
    ["48.3 ± 2.1 degrees", [false, true]],
    ["48.3 degrees +/- 2.1", [false, true]],
    ["48.3 degrees, plus or minus 2.1", [false, true]],
    ["48.3 degrees, give or take 2.1 degrees", [false, true]],
    ["within 2.1 degrees", [null]],
  ])("is an uncertainty only where it is said to be: %s", (text, said) => {
    expect(writtenNumbers(plain(text)!).map(({ plusMinus }) => plusMinus)).toEqual(said);
  });

  it.each([
    "The first third of the run, and the last half of the turn.",
    "One thing at a time: tip the ankles first, then let go, one foot after the other.",
    "Grow by more degrees a second.",
    "Thousand steps through the turn.",
    "It's “late” – roll sooner…",
  ])("is not seen where there is none: %s", (text) => {
    expect(read(text)).toEqual([]);
  });
});
