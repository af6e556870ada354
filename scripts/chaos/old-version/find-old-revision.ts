import { execFileSync } from "node:child_process";

/** The version that a deploy replaces, or why there is none to be had. */
export type OldRevision =
  | { outcome: "found"; revision: string; subject: string; why: string }
  | { outcome: "none"; why: string };

const LOCK_FILE = "package-lock.json";

/**
 * The revision whose code stands beside the code of `root`: the one that is named, else the last one before the newest
 * migration, whose code knows nothing of it. One with other packages cannot run on those that are installed: then it is
 * the oldest one that has these.
 * @param asked any name that git knows a revision by; null: none is named
 * @throws Error where the one that is named is unknown, or has other packages
 */
export function findOldRevision(root: string, asked: string | null): OldRevision {
  const git = (...args: string[]): string | null => runGit(root, args);
  // In another project's history the paths would be others.
  if (git("rev-parse", "--show-prefix") !== "" || git("rev-parse", "HEAD") === null) {
    if (asked !== null) throw new Error(`There is no history to take ${asked} from`);
    return { outcome: "none", why: "there is no history here" };
  }
  const packages = git("hash-object", LOCK_FILE);
  const hasPackages = (revision: string): boolean =>
    git("rev-parse", "--verify", "--quiet", `${revision}:${LOCK_FILE}`) === packages;
  const found = (revision: string, why: string): OldRevision => {
    const subject = git("log", "-1", "--format=%s", revision) ?? "";
    return { outcome: "found", revision, subject, why };
  };

  if (asked !== null) {
    const revision = git(
      "rev-parse",
      "--verify",
      "--quiet",
      "--end-of-options",
      `${asked}^{commit}`,
    );
    if (revision === null) throw new Error(`git knows no revision ${asked}`);
    if (!hasPackages(revision))
      throw new Error(`${asked} has another ${LOCK_FILE}: name a revision with the one of today`);
    return found(revision, "it was named");
  }

  const before = lastBeforeNewestMigration(git);
  if (before === null) return { outcome: "none", why: "the first migration is the newest" };
  if (hasPackages(before)) return found(before, "the last one before the newest migration");
  const oldest = git("log", "-1", "--format=%H", "--", LOCK_FILE);
  if (oldest === null || oldest === "" || !hasPackages(oldest))
    return { outcome: "none", why: "no revision has the packages of today" };
  return found(
    oldest,
    "the oldest one with the packages of today, newer than the newest migration",
  );
}

/** A migration that is not in the history yet is newer than all that are. */
function lastBeforeNewestMigration(git: (...args: string[]) => string | null): string | null {
  if (git("status", "--porcelain", "--", "prisma/migrations") !== "")
    return git("rev-parse", "HEAD");
  const newest = git("log", "-1", "--diff-filter=A", "--format=%H", "--", "prisma/migrations");
  if (newest === null || newest === "") return null;
  return git("rev-parse", "--verify", "--quiet", `${newest}^`);
}

/** What git answers, without its last line's end; null: it is not there, or refuses. */
function runGit(root: string, args: string[]): string | null {
  try {
    return execFileSync("git", args, {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trimEnd();
  } catch {
    return null;
  }
}
