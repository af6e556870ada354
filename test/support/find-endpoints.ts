import ts from "typescript";

/** Calls of Express that set something up and answer nothing. */
const SETTINGS = new Set(["disable", "enable", "set"]);

/**
 * What the source of a web process takes: each `app.verb(…)` as `VERB /path`, where there is no path as what is used, and each
 * key of the map AHEAD as `POST /path`.
 * @throws where a key of AHEAD is no plain text: what cannot be read here would be asked by no test
 */
export function findEndpoints(source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression: whose, name } = node.expression;
      const [first] = node.arguments;
      const isOf = (variable: string): boolean => ts.isIdentifier(whose) && whose.text === variable;
      if (isOf("app") && first !== undefined && !SETTINGS.has(name.text))
        found.push(`${name.text.toUpperCase()} ${nameArgument(first)}`);
      if (isOf("AHEAD") && name.text === "set") found.push(`POST ${readText(first)}`);
    }
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.name.text === "AHEAD")
      found.push(...readKeys(node.initializer).map((path) => `POST ${path}`));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("server.ts", source, ts.ScriptTarget.Latest, true));
  return found;
}

/** A path, the name of what is called, or "function" for one that stands there itself. */
function nameArgument(argument: ts.Expression): string {
  if (ts.isStringLiteralLike(argument)) return argument.text;
  if (ts.isArrowFunction(argument) || ts.isFunctionExpression(argument)) return "function";
  return (ts.isCallExpression(argument) ? argument.expression : argument).getText();
}

/** The keys of `new Map([[key, value], …])`. */
function readKeys(map: ts.Expression | undefined): string[] {
  const entries = map !== undefined && ts.isNewExpression(map) ? map.arguments?.[0] : undefined;
  if (entries === undefined || !ts.isArrayLiteralExpression(entries))
    throw new Error("AHEAD is not made of a list of entries");
  return entries.elements.map((entry) =>
    readText(ts.isArrayLiteralExpression(entry) ? entry.elements[0] : undefined),
  );
}

function readText(node: ts.Expression | undefined): string {
  if (node !== undefined && ts.isStringLiteralLike(node)) return node.text;
  throw new Error("a key of AHEAD is no plain text");
}
