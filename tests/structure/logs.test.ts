import ts from "typescript";
import { expect, test } from "vitest";
import { productFiles } from "./product-files";

const LEVELS = new Set(["debug", "info", "warn", "error", "fatal"]);

interface LogCall {
  place: string;
  /** Null when it is not a constant text. */
  message: string | null;
}

/** The calls of `log.<level>` in a file; the message is the only argument or the second one. */
function logCalls(file: ts.SourceFile): LogCall[] {
  const calls: LogCall[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      LEVELS.has(node.expression.name.text) &&
      node.expression.expression.getText(file) === "log"
    ) {
      const message = node.arguments[node.arguments.length > 1 ? 1 : 0];
      const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
      const isConstant = message && ts.isStringLiteralLike(message);
      calls.push({ place: `${file.fileName}:${line}`, message: isConstant ? message.text : null });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return calls;
}

const calls = productFiles()
  .filter(({ fileName }) => /^(app|lib|workers|prisma)\//.test(fileName))
  .flatMap(logCalls);

test("every log message is a constant text in lower case", () => {
  expect(calls.length).toBeGreaterThan(30);
  const wrong = calls.filter(({ message }) => message === null || !/^[a-z]/.test(message));
  expect(wrong).toEqual([]);
});

test("every log message occurs in one place", () => {
  const places = new Map<string | null, string[]>();
  for (const { message, place } of calls) places.set(message, [...(places.get(message) ?? []), place]);
  expect([...places].filter(([, found]) => found.length > 1)).toEqual([]);
});
