import ts from "typescript";
import { expect, test } from "vitest";
import { productFiles } from "./product-files";

/** Names of the types, interfaces, classes and enums that a file declares, exported or not, at any depth. */
function declaredTypes(file: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    const declares =
      ts.isTypeAliasDeclaration(node) ||
      ts.isInterfaceDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      ts.isEnumDeclaration(node);
    if (declares && node.name) names.add(node.name.text);
    if (!ts.isModuleDeclaration(node)) ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return names;
}

test("no type name other than Props is declared in two files", () => {
  const owners = new Map<string, string[]>();
  for (const file of productFiles()) {
    for (const name of declaredTypes(file)) owners.set(name, [...(owners.get(name) ?? []), file.fileName]);
  }
  owners.delete("Props");
  const shared = [...owners].filter(([, files]) => files.length > 1);
  expect(shared.map(([name, files]) => `${name}: ${files.join(", ")}`)).toEqual([]);
});

test("the check sees interfaces, types, classes and enums, exported or not, and those inside functions", () => {
  const source = `
    export interface A {} type B = string; class C {} enum D { x }
    function f() { interface E {} }
    declare global { interface Window {} }
  `;
  const file = ts.createSourceFile("a.ts", source, ts.ScriptTarget.Latest, true);
  expect([...declaredTypes(file)].sort()).toEqual(["A", "B", "C", "D", "E"]);
});
