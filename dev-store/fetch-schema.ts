import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

/** Shopify's own Admin API schema with its access scopes; ISC licence, see the package. */
const PACKAGE = "@shopify/dev-mcp@1.16.0";
const MEMBER = "package/dist/data/admin_2026-10.json.gz";
const SHA256 = "f3b522f264556925eada700e795e4a002a9cba83444ebcc6c0d724254a0c6593";

/** A registry that says nothing is not waited for. */
const FETCH_MS = 120_000;

/** Where the schema lies: in the repository, in a folder that git ignores. */
export const SCHEMA_FILE = fileURLToPath(
  new URL("../.kindling/shopify/admin_2026-10.json.gz", import.meta.url),
);

/**
 * Makes sure that the schema is there and is the right one. The package is taken apart by hand: as
 * a dependency it would bring 366 MB with it. Does nothing when the file is there. Needs no module
 * but Node's own.
 */
function fetchSchema(file: string = SCHEMA_FILE): "present" | "fetched" {
  if (existsSync(file) && sha256(readFileSync(file)) === SHA256) return "present";

  const folder = mkdtempSync(join(tmpdir(), "kindling-schema-"));
  try {
    packInto(folder);
    const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
    if (tarball === undefined) throw new Error(`npm pack ${PACKAGE} left no tarball in ${folder}.`);
    const schema = readMember(gunzipSync(readFileSync(join(folder, tarball))), MEMBER);
    if (schema === undefined) throw new Error(`${PACKAGE} has no file ${MEMBER}.`);
    const found = sha256(schema);
    if (found !== SHA256) {
      throw new Error(`${MEMBER} of ${PACKAGE} has sha256 ${found}, expected ${SHA256}.`);
    }
    mkdirSync(dirname(file), { recursive: true });
    const beside = `${file}.${process.pid}`;
    writeFileSync(beside, schema);
    renameSync(beside, file);
    return "fetched";
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function packInto(folder: string): void {
  const args = ["pack", PACKAGE, "--silent", "--ignore-scripts", "--pack-destination", folder];
  const cli = process.env["npm_execpath"];
  const how = { cwd: folder, timeout: FETCH_MS };
  try {
    // Under npm, its own script runs with this very Node; npm.cmd on Windows would need a shell.
    if (cli?.endsWith(".js") === true)
      execFileSync(process.execPath, [cli, ...args], { ...how, stdio: "pipe" });
    else execFileSync("npm", args, { ...how, stdio: "pipe", shell: process.platform === "win32" });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The dev store needs Shopify's Admin API schema once, from npm's ${PACKAGE}, and could not get it: ${reason}`,
    );
  }
}

/** Reads one file out of an unpacked tar: blocks of 512 bytes, a header, then the padded content. */
function readMember(tar: Buffer, name: string): Buffer | undefined {
  for (let at = 0; at + 512 <= tar.length;) {
    const header = tar.subarray(at, at + 512);
    const path = textUntilNul(header.subarray(0, 100));
    const prefix = textUntilNul(header.subarray(345, 500));
    const size = Number.parseInt(textUntilNul(header.subarray(124, 136)).trim() || "0", 8);
    if ((prefix === "" ? path : `${prefix}/${path}`) === name) {
      return tar.subarray(at + 512, at + 512 + size);
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return undefined;
}

function textUntilNul(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return bytes.subarray(0, end === -1 ? bytes.length : end).toString("utf8");
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

if (process.argv[1] !== undefined && fileURLToPath(import.meta.url) === process.argv[1]) {
  console.log(`Shopify's Admin API schema: ${fetchSchema()} (${SCHEMA_FILE})`);
}
