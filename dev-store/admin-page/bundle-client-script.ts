import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const REQUIRE = /\brequire\("(\.\/[^"]+\.ts)"\)/g;
const bundles = new Map<string, Promise<string>>();

/**
 * One classic script from a TypeScript file and the files beside it that it imports. Bundled once
 * per process, on first demand.
 */
export function bundleClientScript(entry: URL): Promise<string> {
  const path = fileURLToPath(entry);
  let bundle = bundles.get(path);
  if (bundle === undefined) {
    bundle = buildBundle(path);
    bundles.set(path, bundle);
  }
  return bundle;
}

async function buildBundle(entry: string): Promise<string> {
  // The compiler takes a third of a second to load: only whoever opens a page pays for it.
  const { default: typescript } = await import("typescript");
  const directory = dirname(entry);
  const modules = new Map<string, string>();

  const add = (name: string): void => {
    if (modules.has(name)) return;
    const { outputText } = typescript.transpileModule(readFileSync(join(directory, name), "utf8"), {
      compilerOptions: {
        target: typescript.ScriptTarget.ES2022,
        module: typescript.ModuleKind.CommonJS,
        verbatimModuleSyntax: false,
      },
    });
    modules.set(name, outputText);
    for (const [, imported] of outputText.matchAll(REQUIRE)) {
      if (imported !== undefined) add(basename(imported));
    }
  };
  add(basename(entry));

  const bodies = [...modules].map(
    ([name, code]) => `${JSON.stringify(`./${name}`)}: (exports, require) => {\n${code}\n}`,
  );
  return `(() => {
const modules = {\n${bodies.join(",\n")}\n};
const loaded = {};
function require(name) {
  if (!(name in loaded)) {
    loaded[name] = {};
    modules[name](loaded[name], require);
  }
  return loaded[name];
}
require(${JSON.stringify(`./${basename(entry)}`)});
})();\n`;
}
