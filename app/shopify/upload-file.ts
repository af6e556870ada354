import { openStorage } from "./open-storage.ts";
import { AdminApiError } from "./admin-api.ts";
import type { UploadTarget } from "./bulk-mutations.ts";

/** Puts a file where Shopify reads it. It needs no token: the fields are signed. */
export type UploadFile = (target: UploadTarget, text: string) => Promise<void>;

/** @throws AdminApiError when the storage cannot be reached or does not take it: try again later, with another target */
export const uploadFile: UploadFile = async ({ url, fields }, text) => {
  const form = new FormData();
  for (const { name, value } of fields) form.append(name, value);
  // The storage reads nothing that comes after the file.
  form.append("file", new Blob([text], { type: "text/jsonl" }), "variables.jsonl");
  const status = await send(url, form);
  if (status >= 200 && status < 300) return;
  throw unavailable(`The storage of uploads answered ${status}`);
};

async function send(url: string, body: FormData): Promise<number> {
  try {
    const response = await openStorage(url, { method: "POST", body });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    throw unavailable(error instanceof Error ? error.message : "The storage did not answer");
  }
}

const unavailable = (message: string): AdminApiError =>
  new AdminApiError({ kind: "network", message }, message);
