import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const ROOT = join(import.meta.dirname, "..", "..");
const ENTRY = join(ROOT, "extensions", "storefront-source", "kindling.ts");

/** What Shopify serves to shoppers. Committed: `shopify app deploy` sends the folder as it is. */
export const STOREFRONT_SCRIPT = join(
  ROOT,
  "extensions",
  "kindling-storefront",
  "assets",
  "kindling.js",
);

/** Every shopper of every shop loads it, so it stays below half of what Shopify's own checks complain about. */
export const STOREFRONT_LIMITS = { bytes: 6_000, gzippedBytes: 3_000 };

/** The theme's script in one file. The same sources give the same bytes. */
export async function bundleStorefrontScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    minify: true,
    format: "iife",
    // Whatever the page lacks, the theme hears nothing of it.
    banner: { js: "try{" },
    footer: { js: "}catch{}" },
    tsconfigRaw: { compilerOptions: { alwaysStrict: false } },
    // Browsers of 2020 on. Older ones fail to read it, which stops nothing but it.
    target: "es2020",
    charset: "utf8",
    legalComments: "none",
    logLevel: "error",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

/** Writes the script where it differs. */
export async function writeStorefrontScript(): Promise<"built" | "present"> {
  const text = await bundleStorefrontScript();
  if (readOrEmpty(STOREFRONT_SCRIPT) === text) return "present";
  writeFileSync(STOREFRONT_SCRIPT, text);
  return "built";
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
