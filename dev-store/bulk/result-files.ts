import { createHmac } from "node:crypto";
import { closeSync, createReadStream, fstatSync, openSync, writeSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

import type { DevDatabase } from "../state/database.ts";
import { findByFile, RESULT_LIFE_MS } from "./bulk-store.ts";
import type { BulkOperation } from "./bulk-store.ts";

/** Where Shopify keeps results: not under a domain of its own. */
export const STORAGE_HOST = "storage.googleapis.com";
const BUCKET = "/shopify-tiers-assets-prod-us-east1/bulk-operation-outputs/";
const PATH = /^\/shopify-tiers-assets-prod-us-east1\/bulk-operation-outputs\/([0-9a-f]{32})-final$/;

export interface ResultFile {
  write(rows: readonly object[]): void;
  /** Gives its size in bytes. */
  close(): number;
}

export function createResultFile(folder: string, name: string): ResultFile {
  const file = openSync(join(folder, `${name}.jsonl`), "w");
  return {
    write(rows) {
      if (rows.length > 0) writeSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
    },
    close() {
      const { size } = fstatSync(file);
      closeSync(file);
      return size;
    },
  };
}

/** Signed for a week from the operation's end. null while there is nothing: an empty result has no URL. */
export function resultUrlOf(operation: BulkOperation): string | null {
  const { completedAt, objectCount, file } = operation;
  if (completedAt === null || objectCount === 0) return null;
  const expires = String(Math.floor((completedAt + RESULT_LIFE_MS) / 1000));
  const query = new URLSearchParams({
    GoogleAccessId: "assets-us-prod@shopify-tiers.iam.gserviceaccount.com",
    Expires: expires,
    Signature: sign(file, expires),
    "response-content-disposition": `attachment; filename="bulk-${operation.id}.jsonl"`,
    "response-content-type": "application/jsonl",
  });
  return `https://${STORAGE_HOST}${BUCKET}${file}-final?${query}`;
}

/** Answers as the storage does: without any token, as long as the signature lives. */
export async function serveResult(
  request: IncomingMessage,
  response: ServerResponse,
  { database, folder, now }: { database: DevDatabase; folder: string; now: number },
): Promise<void> {
  const url = new URL(request.url ?? "/", `https://${STORAGE_HOST}`);
  const [, name = ""] = PATH.exec(url.pathname) ?? [];
  const operation = findByFile(database, name);
  const expires = url.searchParams.get("Expires") ?? "";
  if (operation?.completedAt === undefined) return refuse(response, 404, "NoSuchKey");
  if (url.searchParams.get("Signature") !== sign(name, expires)) {
    return refuse(response, 403, "SignatureDoesNotMatch");
  }
  if (now >= Number(expires) * 1000) return refuse(response, 400, "ExpiredToken");
  response.writeHead(200, {
    "content-type": "application/jsonl",
    "content-length": operation.fileSize,
  });
  // A reader that leaves in the middle is no trouble of the storage's.
  await pipeline(createReadStream(join(folder, `${name}.jsonl`)), response).catch(() => undefined);
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { "content-type": "application/xml; charset=UTF-8" });
  response.end(`<?xml version='1.0' encoding='UTF-8'?><Error><Code>${code}</Code></Error>`);
}

/** The name is the secret: who has the URL of one result can make none of another. */
const sign = (file: string, expires: string): string =>
  createHmac("sha256", file).update(expires).digest("base64");
