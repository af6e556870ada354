import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { runProgram } from "../../set-up/process.mjs";

/** With the generated client of its own schema beside it, so that it must not be found at its other place. */
const CLIENT = join("@prisma", "client");

/**
 * The whole code of an older revision in a folder of its own, built by its own command, on the packages that are
 * installed. What is there already is used again.
 * @param input.revision the full name of a commit of `root` with the same package-lock.json
 * @returns the folder, which stands to the old code as `root` does to the new
 * @throws Error where it cannot be built
 */
export async function prepareOldVersion(input: {
  root: string;
  revision: string;
}): Promise<string> {
  const { root, revision } = input;
  const folder = join(root, ".kindling", "chaos-old", revision);
  if (!existsSync(folder)) {
    // Whole or not at all: one that was stopped half-way leaves a folder of another name.
    const fresh = `${folder}.${process.pid}`;
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh, { recursive: true });
    const archive = join(fresh, "archive.tar");
    execFileSync("git", ["archive", "--output", archive, revision], { cwd: root });
    execFileSync("tar", ["-xf", archive, "-C", fresh]);
    rmSync(archive);
    linkPackages(join(root, "node_modules"), join(fresh, "node_modules"));
    renameSync(fresh, folder);
  }
  await runProgram(process.execPath, [join("scripts", "run.mjs"), "build"], {
    cwd: folder,
    quiet: true,
  });
  return folder;
}

/**
 * All packages by links but Prisma's client: a package is found by its real place, and there lies the client that was
 * generated from the new schema. Notes of what was set up (their names begin with a dot) are left out, since the old
 * code makes its own, and would write through a link.
 */
function linkPackages(from: string, to: string): void {
  const scope = dirname(CLIENT);
  link(from, to, (name) => name !== scope && !name.startsWith("."));
  for (const name of [".bin", ".package-lock.json"]) symlinkSync(join(from, name), join(to, name));
  link(join(from, scope), join(to, scope), (name) => join(scope, name) !== CLIENT);
  // Its own files decide where the generated client is looked for; the folders are many megabytes.
  const client = readdirSync(join(from, CLIENT), { withFileTypes: true });
  const folders = new Set(client.filter((entry) => entry.isDirectory()).map(({ name }) => name));
  link(join(from, CLIENT), join(to, CLIENT), (name) => folders.has(name));
  for (const { name } of client.filter((entry) => entry.isFile()))
    copyFileSync(join(from, CLIENT, name), join(to, CLIENT, name));
}

function link(from: string, to: string, isWanted: (name: string) => boolean): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from).filter(isWanted))
    symlinkSync(join(from, name), join(to, name));
}
