import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * A hash over the contents of files, in the order given; a missing file counts as empty.
 * @param {string[]} files
 */
export function hashFiles(files) {
  const hash = createHash("sha256");
  for (const file of files) {
    hash.update(`${file.length}:`).update(readOrEmpty(file));
  }
  return hash.digest("hex");
}

/**
 * Whether `stamp` says that what it stands for was made from `hash`.
 * @param {string} stamp
 * @param {string} hash
 */
export function isCurrent(stamp, hash) {
  return readOrEmpty(stamp).toString() === hash;
}

/**
 * @param {string} stamp
 * @param {string} hash
 */
export function writeStamp(stamp, hash) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}

/** @param {string} file */
function readOrEmpty(file) {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}
