import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const NOT_OURS = new Set(["node_modules", ".git", "build", ".kindling", ".cache", ".shopify"]);

/** The repository's files: those that git has or would take, or simply all where there is no git. */
export function listFiles(): string[] {
  try {
    const listed = execFileSync("git", ["ls-files", "-z", "-co", "--exclude-standard"], {
      cwd: ROOT,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    // A file that is deleted and not yet committed is still listed.
    return listed
      .split("\0")
      .filter((file) => file !== "" && existsSync(join(ROOT, file)))
      .sort();
  } catch {
    return walk(ROOT).sort();
  }
}

/** Source files under the folders given. */
export function listSources(...folders: string[]): string[] {
  return listFiles().filter(
    (file) =>
      /\.(ts|tsx|js|jsx|mjs)$/.test(file) &&
      folders.some((folder) => file.startsWith(`${folder}/`)),
  );
}

function walk(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => !NOT_OURS.has(name))
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? walk(path) : [relative(ROOT, path)];
    });
}
