import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { ROOT } from "./source-files.ts";

/** A text of SQL in a source file. Constants of the same file stand in it as they are, anything else as `${…}`. */
export interface FoundSql {
  /** The file and the function or constant around it: "app/db/orders.ts loadOrders". */
  place: string;
  text: string;
}

const LOOKS_LIKE_SQL =
  /\b(SELECT\b[\s\S]*\bFROM|INSERT\s+INTO|UPDATE\s+\S+\s+(AS\s+\S+\s+)?SET|DELETE\s+FROM)\b/;

/** Every string and template of a file that reads like a statement or a part of one. */
export function readSql(file: string): FoundSql[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(ROOT, file), "utf8"),
    ts.ScriptTarget.Latest,
    true,
  );
  const constants = readConstants(source);
  const found: FoundSql[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node, constants);
    if (text !== null && LOOKS_LIKE_SQL.test(text)) {
      found.push({ place: `${file} ${nameAround(node)}`, text });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function readConstants(source: ts.SourceFile): Map<string, string> {
  const constants = new Map<string, string>();
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      const text = initializer === undefined ? null : textOf(initializer, constants);
      if (text !== null && ts.isIdentifier(name)) constants.set(name.text, text);
    }
  }
  return constants;
}

function textOf(node: ts.Node, constants: ReadonlyMap<string, string>): string | null {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  const parts = node.templateSpans.map(({ expression, literal }) => {
    const name = expression.getText();
    return `${constants.get(name) ?? `\${${name}}`}${literal.text}`;
  });
  return node.head.text + parts.join("");
}

function nameAround(node: ts.Node): string {
  let name = "";
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) {
    // The outermost says what it is for; what stands within it may be called "rows".
    if (ts.isFunctionDeclaration(at) || ts.isVariableDeclaration(at) || ts.isMethodDeclaration(at))
      name = at.name?.getText() ?? name;
  }
  return name;
}
