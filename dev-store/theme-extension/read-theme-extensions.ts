import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { parse } from "smol-toml";
import { z } from "zod";
import { readBlock } from "./read-block.ts";
import type { Block } from "./read-block.ts";

/** A theme app extension, as Shopify has it after a deploy. */
export interface ThemeExtension {
  handle: string;
  blocks: Block[];
  /** By file name. */
  assets: Map<string, Buffer>;
  /** Changes with any asset, so that browsers may keep what they have. */
  version: string;
}

const TomlSchema = z.object({ name: z.string().min(1), handle: z.string().min(1) });

/** What the CLI lets into a theme app extension: these folders, flat, and these endings. */
const ALLOWED: Record<string, RegExp> = {
  assets: /\.(jpe?g|json|js|css|png|svg|wasm)$/,
  blocks: /\.liquid$/,
  locales: /\.json$/,
  snippets: /\.liquid$/,
};
const TOML = "shopify.extension.toml";

/**
 * The theme app extensions in `extensions/` beside the app's toml; none where there is no such folder. Throws on
 * what the CLI would not deploy.
 */
export function readThemeExtensions(tomlPath: string): ThemeExtension[] {
  const folder = join(dirname(tomlPath), "extensions");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => existsSync(join(path, TOML)))
    .flatMap((path) => readThemeExtension(path) ?? []);
}

function readThemeExtension(folder: string): ThemeExtension | undefined {
  const parsed = parse(readFileSync(join(folder, TOML), "utf8"));
  if (parsed["type"] !== "theme") return undefined;
  const toml = TomlSchema.safeParse(parsed);
  if (!toml.success)
    throw new Error(`${folder}/${TOML} is refused:\n${z.prettifyError(toml.error)}`);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((file) => file !== TOML)
    .sort();
  for (const file of files) refuseStranger(folder, file);
  const read = (file: string): Buffer => readFileSync(join(folder, file));
  const inFolder = (name: string): string[] => files.filter((file) => file.startsWith(`${name}/`));

  const assets = new Map(
    inFolder("assets").map((file) => [file.slice("assets/".length), read(file)]),
  );
  const hash = createHash("sha256");
  for (const [name, bytes] of assets) hash.update(`${name}\0`).update(bytes);
  return {
    handle: toml.data.handle,
    blocks: inFolder("blocks").map((file) => readBlock(file, read(file).toString("utf8"))),
    assets,
    version: hash.digest("hex").slice(0, 12),
  };
}

function refuseStranger(folder: string, file: string): void {
  const [place = "", name, ...deeper] = file.split("/");
  if (name === undefined || deeper.length > 0 || !ALLOWED[place]?.test(name))
    throw new Error(
      `${folder} is refused: ${file}. A theme app extension has only files of ${Object.keys(ALLOWED).join(", ")}, with their endings and without folders inside.`,
    );
}
