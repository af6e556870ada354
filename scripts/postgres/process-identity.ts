import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Whether a process of this id runs. One that ended and that nobody has noted the end of does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return fieldsOf(pid)?.[0] !== "Z";
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * Process id and start: ids are used again, in a container after every restart, and the pair is not. Undefined
 * when no such process exists.
 */
export function identityOf(pid: number): string | undefined {
  if (!isAlive(pid)) return undefined;
  return `${pid} ${fieldsOf(pid)?.[19] ?? askPs(pid, "lstart=")}`;
}

/** The command line with its arguments, "" when it cannot be told. */
export function commandLineOf(pid: number): string {
  return readProc(pid, "cmdline")?.replaceAll("\0", " ") ?? askPs(pid, "args=");
}

/** What /proc tells after the name, which may hold blanks and parentheses itself: state first, start at 19. */
function fieldsOf(pid: number): string[] | undefined {
  const stat = readProc(pid, "stat");
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function readProc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return undefined;
  }
}

/** Where there is no /proc: macOS. */
function askPs(pid: number, column: string): string {
  const answer = spawnSync("ps", ["-o", column, "-p", String(pid)], { encoding: "utf8" });
  return answer.error === undefined ? answer.stdout.trim() : "";
}
