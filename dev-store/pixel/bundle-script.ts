import { fileURLToPath } from "node:url";

const bundles = new Map<string, Promise<string>>();

/**
 * One classic script from a TypeScript file and all that it imports, as Shopify's CLI makes it of an
 * extension. Bundled once per process, on first demand.
 */
export function bundleScript(entry: URL): Promise<string> {
  const path = fileURLToPath(entry);
  let bundle = bundles.get(path);
  if (bundle === undefined) {
    bundle = build(path);
    bundles.set(path, bundle);
  }
  return bundle;
}

async function build(path: string): Promise<string> {
  // Only whoever opens a page pays for the compiler.
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    legalComments: "none",
  });
  return outputFiles[0]?.text ?? "";
}
