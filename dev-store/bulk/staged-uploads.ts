import { createHmac, randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

import type { ApiContext, ApiNode } from "../admin-api/api-node.ts";
import { notImplemented } from "../admin-api/not-implemented.ts";
import type { DevDatabase } from "../state/database.ts";
import type { BulkSwitches } from "./switches.ts";

/** Where Shopify takes files from apps: a bucket in Google's storage. */
export const UPLOAD_HOST = "shopify-staged-uploads.storage.googleapis.com";
/** Shopify's limit for the variables of a bulk mutation. */
const MAX_BYTES = 100 * 1024 * 1024;
/** A target may be written to for so long. */
const TARGET_LIFE_MS = 24 * 3600 * 1000;

export interface StagedUploadInput {
  filename: string;
  httpMethod?: string | null;
  mimeType: string;
  resource: string;
}

/** stagedUploadsCreate: places to put files at, each with the fields that a form must send along. */
export function createStagedUploads(context: ApiContext, inputs: StagedUploadInput[]): ApiNode {
  const stagedTargets = inputs.map(({ filename, httpMethod, mimeType, resource }) => {
    if (resource !== "BULK_MUTATION_VARIABLES")
      throw notImplemented(`a staged upload of ${resource}`);
    if (httpMethod !== "POST") throw notImplemented("a staged upload by PUT");
    const path = `tmp/${context.state.record.id}/bulk/${randomUUID()}/${filename}`;
    const expiresAt = context.now + TARGET_LIFE_MS;
    const policy = Buffer.from(JSON.stringify({ key: path, expires: expiresAt })).toString(
      "base64",
    );
    const signature = createHmac("sha256", randomBytes(32)).update(policy).digest("hex");
    context.state.database
      .statement(
        "INSERT INTO staged_uploads (path, shop, signature, expires_at, body) VALUES (?, ?, ?, ?, NULL)",
      )
      .run(path, context.state.record.domain, signature, expiresAt);
    const parameters = {
      "Content-Type": mimeType,
      success_action_status: "201",
      acl: "private",
      key: path,
      "x-goog-algorithm": "GOOG4-RSA-SHA256",
      "x-goog-signature": signature,
      policy,
    };
    return {
      __typename: "StagedMediaUploadTarget",
      url: `https://${UPLOAD_HOST}/`,
      resourceUrl: null,
      parameters: Object.entries(parameters).map(([name, value]) => {
        return { __typename: "StagedUploadParameter", name, value };
      }),
    };
  });
  return { __typename: "StagedUploadsCreatePayload", stagedTargets, userErrors: [] };
}

/** What lies at a path for a shop; undefined: nothing was put there. */
export function readUpload(
  database: DevDatabase,
  { shop, path }: { shop: string; path: string },
): string | undefined {
  const row = database
    .statement("SELECT body FROM staged_uploads WHERE shop = ? AND path = ? AND body IS NOT NULL")
    .get(shop, path);
  return row === undefined ? undefined : String(row["body"]);
}

/** Takes a form with a file, as the storage does: all fields of the target as they were given, the file last. */
export async function serveUpload(
  request: IncomingMessage,
  response: ServerResponse,
  options: { database: DevDatabase; now: number; switches: BulkSwitches },
): Promise<void> {
  const { database, now, switches } = options;
  const body = await readBytes(request);
  if (switches.failUploads > 0) {
    switches.failUploads -= 1;
    return answer(response, 503, "<Code>ServiceUnavailable</Code>");
  }
  if (request.method !== "POST" || body === undefined) {
    return answer(response, 400, "<Code>EntityTooLarge</Code>");
  }
  const headers = { "content-type": request.headers["content-type"] ?? "" };
  const form = await new Response(body, { headers }).formData().catch(() => new FormData());
  const fields = [...form.entries()];
  const path = String(form.get("key") ?? "");
  const target = database
    .statement("SELECT signature, expires_at FROM staged_uploads WHERE path = ?")
    .get(path);
  const isSigned = target?.["signature"] === form.get("x-goog-signature");
  if (!isSigned) return answer(response, 403, "<Code>SignatureDoesNotMatch</Code>");
  if (now >= Number(target["expires_at"]))
    return answer(response, 400, "<Code>ExpiredToken</Code>");
  const [name, file] = fields.at(-1) ?? [];
  // What comes after the file the storage does not read.
  if (name !== "file" || !(file instanceof Blob)) {
    return answer(response, 400, "<Code>InvalidArgument</Code>");
  }
  database
    .statement("UPDATE staged_uploads SET body = ? WHERE path = ?")
    .run(await file.text(), path);
  answer(response, 201, `<Key>${path}</Key>`);
}

async function readBytes(request: IncomingMessage): Promise<Buffer<ArrayBuffer> | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size <= MAX_BYTES) chunks.push(bytes);
  }
  return size > MAX_BYTES ? undefined : Buffer.concat(chunks);
}

function answer(response: ServerResponse, status: number, inner: string): void {
  const root = status === 201 ? "PostResponse" : "Error";
  response.writeHead(status, { "content-type": "application/xml; charset=UTF-8" });
  response.end(`<?xml version='1.0' encoding='UTF-8'?><${root}>${inner}</${root}>`);
}
