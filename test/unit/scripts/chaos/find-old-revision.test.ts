import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findOldRevision } from "../../../../scripts/chaos/old-version/find-old-revision.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "kindling-history-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const git = (...args: string[]): string => {
  const who = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...who, ...args], { cwd: root, encoding: "utf8" }).trim();
};

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** @returns the commit's name */
function commit(subject: string, files: Record<string, string>): string {
  for (const [file, text] of Object.entries(files)) write(file, text);
  git("add", "--all");
  git("commit", "--quiet", "--message", subject);
  return git("rev-parse", "HEAD");
}

const LOCK = "package-lock.json";
const migration = (number: number) => ({ [`prisma/migrations/${number}/migration.sql`]: "SELECT" });

test("it is the last revision that knows nothing of the newest migration", () => {
  git("init", "--quiet");
  const first = commit("First", { [LOCK]: "1", ...migration(1) });
  expect(findOldRevision(root, null).outcome).toBe("none");
  const before = commit("Before", { code: "1" });
  commit("Newest", migration(2));
  commit("After", { code: "2" });
  expect(findOldRevision(root, null)).toMatchObject({
    ...{ outcome: "found", revision: before, subject: "Before" },
  });
  expect(findOldRevision(root, "HEAD~3")).toMatchObject({ revision: first, subject: "First" });
  expect(() => findOldRevision(root, "--all")).toThrow(/knows no revision/);

  // One that is still being written is newer than all.
  const last = git("rev-parse", "HEAD");
  write("prisma/migrations/3/migration.sql", "SELECT");
  expect(findOldRevision(root, null)).toMatchObject({ revision: last });
});

test("where its packages are others, it is the oldest revision that has those of today", () => {
  git("init", "--quiet");
  commit("First", { [LOCK]: "1", ...migration(1) });
  commit("Newest", migration(2));
  const packages = commit("Packages", { [LOCK]: "2" });
  commit("After", { code: "1" });
  expect(findOldRevision(root, null)).toMatchObject({ revision: packages });
  expect(() => findOldRevision(root, "HEAD~2")).toThrow(/another package-lock\.json/);

  write(LOCK, "3");
  expect(findOldRevision(root, null)).toMatchObject({ outcome: "none" });
});

test("without a history there is none, and one that is asked for by name is missed", () => {
  expect(findOldRevision(root, null)).toMatchObject({ outcome: "none" });
  expect(() => findOldRevision(root, "HEAD")).toThrow(/no history/);
});
