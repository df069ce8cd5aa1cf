import ts from "typescript";
import { expect, test } from "vitest";
import { productFiles } from "./product-files";

const MAX_SHARE = 0.08;
const MAX_COLUMNS = 110;

interface CommentLines {
  /** Lines that are not blank. */
  lines: number;
  comments: number;
  tooWide: number[];
}

/** Counts the lines of a file that contain only comments, and finds comment lines that are too wide. */
function commentLines(file: ts.SourceFile): CommentLines {
  const text = file.text;
  const inComment = new Set<number>();
  const inCode = new Set<number>();
  const lineOf = (position: number) => file.getLineAndCharacterOfPosition(position).line;
  const visit = (node: ts.Node): void => {
    if (node.getChildCount(file) === 0 && node.getWidth(file) > 0) {
      for (let line = lineOf(node.getStart(file)); line <= lineOf(node.getEnd()); line++) inCode.add(line);
    }
    for (const range of ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []) addRange(range);
    for (const range of ts.getTrailingCommentRanges(text, node.getEnd()) ?? []) addRange(range);
    for (const child of node.getChildren(file)) visit(child);
  };
  const addRange = ({ pos, end }: ts.TextRange) => {
    for (let line = lineOf(pos); line <= lineOf(end); line++) inComment.add(line);
  };
  visit(file);
  const all = text.split("\n");
  return {
    lines: all.filter((line) => line.trim() !== "").length,
    comments: [...inComment].filter((line) => !inCode.has(line)).length,
    tooWide: [...inComment].filter((line) => (all[line]?.length ?? 0) > MAX_COLUMNS).map((line) => line + 1),
  };
}

test("comments are at most 8 % of the lines of the product", () => {
  const counts = productFiles().map(commentLines);
  const lines = counts.reduce((sum, count) => sum + count.lines, 0);
  const comments = counts.reduce((sum, count) => sum + count.comments, 0);
  expect(comments / lines).toBeLessThanOrEqual(MAX_SHARE);
});

test("no comment is wider than 110 columns", () => {
  const wide = productFiles().flatMap((file) =>
    commentLines(file).tooWide.map((line) => `${file.fileName}:${line}`),
  );
  expect(wide).toEqual([]);
});
