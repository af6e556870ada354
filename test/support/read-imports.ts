import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import ts from "typescript";
import { ROOT } from "./source-files.ts";

export interface Import {
  file: string;
  line: number;
  /** As written. */
  specifier: string;
  /** The file of the repository that it means, undefined for a package. */
  target: string | undefined;
  isTypeOnly: boolean;
}

/** Every import, re-export, dynamic import and import type of a source file. */
export function readImports(file: string): Import[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(ROOT, file), "utf8"),
    ts.ScriptTarget.Latest,
    true,
  );
  const imports: Import[] = [];
  const add = (node: ts.Node, specifier: ts.Node, isTypeOnly: boolean) => {
    if (!ts.isStringLiteralLike(specifier)) return;
    imports.push({
      file,
      line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1,
      specifier: specifier.text,
      target: specifier.text.startsWith(".") ? resolveFile(file, specifier.text) : undefined,
      isTypeOnly,
    });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node, node.moduleSpecifier, isTypeOnlyImport(node));
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
      add(node, node.moduleSpecifier, node.isTypeOnly);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node, node.argument.literal, true);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [specifier] = node.arguments;
      if (specifier !== undefined) add(node, specifier, false);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return imports;
}

/** `import type { A }`, and `import { type A, type B }` too: nothing of it is left at run time that matters. */
function isTypeOnlyImport(node: ts.ImportDeclaration): boolean {
  const clause = node.importClause;
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  return (
    clause.name === undefined &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.length > 0 &&
    named.elements.every((element) => element.isTypeOnly)
  );
}

function resolveFile(from: string, specifier: string): string {
  const path = normalize(join(dirname(from), specifier.replace(/\?.*$/, "")));
  const endings = ["", ".ts", ".tsx", "/index.ts", "/index.tsx"];
  return (
    endings.map((ending) => path + ending).find((file) => existsSync(join(ROOT, file))) ?? path
  );
}
