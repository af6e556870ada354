import {
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { say } from "./process.mjs";

const HEARTBEAT_MS = 2_000;
/** A holder that has not touched its lock for so long is gone, whatever now has its process id. */
const SILENCE_MS = 60_000;
const POLL_MS = 200;

/**
 * Runs `work` while holding the lock `file`, so that two commands started at once do not both install.
 * A lock whose process is gone is broken.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  await takeLock(file);
  const heartbeat = setInterval(() => touch(file), HEARTBEAT_MS);
  const release = () => rmSync(file, { force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    process.off("exit", release);
    release();
  }
}

/** @param {string} file */
async function takeLock(file) {
  mkdirSync(dirname(file), { recursive: true });
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    for (let told = false; ; await sleep(POLL_MS)) {
      try {
        // A hard link is made whole or not at all: no other process ever sees a lock without its owner.
        linkSync(mine, file);
        return;
      } catch (error) {
        if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
      }
      if (isStale(file)) {
        rmSync(file, { force: true });
      } else if (!told) {
        say("another command is setting up; waiting for it");
        told = true;
      }
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/** @param {string} file */
function isStale(file) {
  try {
    const owner = Number(readFileSync(file, "utf8"));
    return Date.now() - statSync(file).mtimeMs > SILENCE_MS || !isAlive(owner);
  } catch {
    return false; // released meanwhile: the next turn takes it
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

/** @param {string} file */
function touch(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Someone broke the lock by hand: the work goes on, nobody waits for it any more.
  }
}
