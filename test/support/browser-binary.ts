import { execFileSync, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export interface BrowserBinary {
  executablePath: string;
  /** Added to the environment of the browser's process. */
  env: Record<string, string>;
}

const NAMES = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser"];
const MAC = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const UNPACKED = fileURLToPath(new URL("../../.kindling/browser", import.meta.url));

/**
 * A Chrome or Chromium: the one that BROWSER_PATH names, else one that the machine has, else (or where
 * BROWSER_PATH is "bundled") the one that the npm package @sparticuz/chromium carries, unpacked once into
 * .kindling (Linux on x64 and arm64).
 */
export function findBrowser(): BrowserBinary {
  const named = process.env["BROWSER_PATH"];
  if (named === "bundled") return unpackBrowser();
  const installed = named ?? [...onPath(), ...MAC].find((file) => existsSync(file));
  return installed === undefined ? unpackBrowser() : { executablePath: installed, env: {} };
}

function onPath(): string[] {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
}

function unpackBrowser(): BrowserBinary {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const packageFolder = join(dirname(entry), "..");
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(packageFolder, "package.json"), "utf8"),
  );
  const folder = join(UNPACKED, version);
  if (!existsSync(folder)) unpackInto(folder, { entry, packageFolder });

  const executablePath = join(folder, "chromium");
  const env = { FONTCONFIG_FILE: writeFontList(folder) };
  if (findsItsLibraries(executablePath)) return { executablePath, env };
  const libraries = [join(folder, "al2023", "lib"), process.env["LD_LIBRARY_PATH"]];
  return {
    executablePath,
    env: { ...env, LD_LIBRARY_PATH: libraries.filter(Boolean).join(delimiter) },
  };
}

/**
 * In a process of its own, since the package unpacks into the temporary folder of its process; and renamed when
 * whole, since tests run side by side.
 */
function unpackInto(folder: string, from: { entry: string; packageFolder: string }): void {
  mkdirSync(dirname(folder), { recursive: true });
  const beside = mkdtempSync(`${folder}-`);
  const script = `
    import chromium, { inflate } from ${JSON.stringify(pathToFileURL(from.entry).href)};
    await chromium.executablePath();
    await inflate(${JSON.stringify(join(from.packageFolder, "bin", "al2023.tar.br"))});
  `;
  try {
    execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
      env: { ...process.env, TMPDIR: beside },
      stdio: "pipe",
    });
    renameSync(beside, folder);
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    if (!existsSync(folder)) throw error; // otherwise another test was faster
  }
}

/** The package's own list of fonts names folders of another system: text would be invisible. */
function writeFontList(folder: string): string {
  const file = join(folder, "fonts.conf");
  const list = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
  if (!existsSync(file)) writeFileSync(file, list);
  return file;
}

/** Whether the machine has the libraries the browser is linked to; the package brings those of a bare server. */
function findsItsLibraries(executablePath: string): boolean {
  const { status, stdout } = spawnSync("ldd", [executablePath], { encoding: "utf8" });
  return status === 0 && !stdout.includes("not found");
}
