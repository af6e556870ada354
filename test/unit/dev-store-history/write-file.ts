import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const folder = mkdtempSync(join(tmpdir(), "kindling-history-"));
let files = 0;
// Several test files share this module, so the folder lives as long as the process.
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** A history file of these lines; answers its path. */
export function writeFile(lines: string[], options: { gzip?: boolean; end?: string } = {}): string {
  const path = join(folder, `history-${(files += 1)}.csv`);
  const text = lines.join(options.end ?? "\n");
  writeFileSync(path, options.gzip ? gzipSync(text) : text);
  return path;
}
