import { EXCEPTIONS, isWithin, type Layer, LAYERS } from "./import-table.ts";

/**
 * The import table as rules of the linter, one object a layer. The linter sees only what is written between the
 * quotes, so these rules name breaches while one types; import-graph.test.ts has the last word.
 */
export const IMPORT_RULES = LAYERS.map((layer) => ({
  files: [`${layer.folder}/**/*.{ts,tsx,js,mjs}`],
  ignores: [
    ...EXCEPTIONS.map(({ file }) => file),
    // A folder's rules give way to those of the layers inside it.
    ...LAYERS.filter(({ folder }) => folder !== layer.folder && isWithin(folder, layer.folder)).map(
      ({ folder }) => `${folder}/**`,
    ),
  ],
  rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns: patternsOf(layer) }] },
}));

function patternsOf(layer: Layer) {
  const others = LAYERS.map(({ folder }) => folder).filter(
    (folder) => folder !== layer.folder && folder !== "app",
  );
  const isAllowed = (place: string) => (folder: string) => isWithin(folder, place);
  const forbidden = others.filter((folder) => !layer.may.some((place) => isAllowed(place)(folder)));
  const typesOnly = forbidden.filter((folder) =>
    layer.mayTypes.some((place) => isAllowed(place)(folder)),
  );
  const never = forbidden.filter((folder) => !typesOnly.includes(folder));
  return [
    folderPattern(never, layer, false),
    folderPattern(typesOnly, layer, true),
    packagePattern(layer),
  ].filter((pattern) => pattern !== undefined);
}

/** Relative imports that reach into one of the folders. */
function folderPattern(folders: string[], layer: Layer, allowTypeImports: boolean) {
  if (folders.length === 0) return undefined;
  const tails = folders.map((folder) =>
    escape(folder.replace(/^app\//, "").replace(/^pipeline\//, "")),
  );
  const files = layer.may
    .filter((place) => place.endsWith(".ts"))
    .map((file) => escape(lastPart(file)));
  const allowed = files.length > 0 ? `(?!.*/(?:${files.join("|")})$)` : "";
  return {
    regex: `^\\.{1,2}/${allowed}(?:\\.\\./)*(?:app/)?(?:pipeline/)?(?:${tails.join("|")})/`,
    message: sentence(layer),
    allowTypeImports,
  };
}

/** Packages other than the layer's. */
function packagePattern(layer: Layer) {
  if (layer.packages.includes("*")) return undefined;
  const names = layer.packages.map((name) =>
    name.endsWith(":") ? escape(name) : `${escape(name)}(?:/|$)`,
  );
  const allowed = names.length > 0 ? `(?!(?:${names.join("|")}))` : "";
  return { regex: `^(?!\\.)${allowed}`, message: sentence(layer), allowTypeImports: false };
}

function sentence({ folder, reason }: Layer): string {
  return `${folder}: ${reason}.`;
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
