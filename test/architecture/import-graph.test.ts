import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Import, readImports } from "../support/read-imports.ts";
import { listSources, ROOT } from "../support/source-files.ts";
import {
  EXCEPTIONS,
  isWithin,
  type Layer,
  layerOf,
  QUEUE_FILE,
  QUEUE_PACKAGE,
} from "./import-table.ts";

const imports = listSources("app", "bench", "dev-store", "extensions", "scripts").flatMap(
  readImports,
);

test("every import is one that the import table allows", () => {
  const breaches = imports.flatMap((found) => {
    const layer = layerOf(found.file);
    if (layer === undefined || isAllowed(found, layer)) return [];
    const types =
      found.target && isIn(found.target, layer.mayTypes) ? " (its types would be allowed)" : "";
    return [`${found.file}:${found.line} imports ${found.specifier}${types}: ${layer.reason}`];
  });
  expect(breaches).toEqual([]);
});

test("every exception of the import table is still needed", () => {
  const unused = EXCEPTIONS.filter(
    ({ file, imports: place }) =>
      !imports.some(
        (found) => found.file === file && found.target && isWithin(found.target, place),
      ),
  );
  expect(unused).toEqual([]);
});

test("one file alone imports the queue library", () => {
  const files = new Set(
    imports
      .filter(({ specifier }) => packageOf(specifier) === QUEUE_PACKAGE)
      .map(({ file }) => file),
  );
  expect([...files].filter((file) => file !== QUEUE_FILE)).toEqual([]);
});

test("no component reaches a .server file, not even for a type", () => {
  const breaches = imports.filter(
    ({ file, specifier }) =>
      isWithin(file, "app/components") && /\.server(\.tsx?)?$/.test(specifier),
  );
  expect(breaches).toEqual([]);
});

test("the app imports only packages that a production installation has", () => {
  const manifest: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(join(ROOT, "package.json"), "utf8"),
  );
  const absent = imports.filter(
    ({ file, specifier, target, isTypeOnly }) =>
      isWithin(file, "app") &&
      target === undefined &&
      !isTypeOnly &&
      !specifier.startsWith("node:") &&
      !(packageOf(specifier) in manifest.dependencies),
  );
  expect(absent).toEqual([]);
});

test("no route holds the text of a GraphQL operation", () => {
  const breaches = listSources("app/routes", "app/components").filter((file) =>
    /#graphql|\badmin\.graphql\(|`\s*(query|mutation)\b/.test(
      readFileSync(join(ROOT, file), "utf8"),
    ),
  );
  expect(breaches).toEqual([]);
});

function isAllowed(found: Import, layer: Layer): boolean {
  const { target } = found;
  if (target === undefined) {
    return layer.packages.some(
      (name) =>
        name === "*" ||
        found.specifier === name ||
        found.specifier.startsWith(name.endsWith(":") ? name : `${name}/`),
    );
  }
  return (
    (isWithin(target, layer.folder) && (layerOf(target) === layer || isIn(target, layer.may))) ||
    isIn(target, layer.may) ||
    (found.isTypeOnly && isIn(target, layer.mayTypes)) ||
    EXCEPTIONS.some(({ file, imports: place }) => file === found.file && isWithin(target, place))
  );
}

function isIn(target: string, places: string[]): boolean {
  return places.some((place) => isWithin(target, place));
}

/** "@scope/name/part" belongs to "@scope/name". */
function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
