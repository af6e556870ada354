import { openStorage } from "./open-storage.ts";

export type OpenedBulkResult =
  | { outcome: "opened"; chunks: AsyncIterable<Uint8Array> }
  /** The storage gives it out no more: the URL has expired. */
  | { outcome: "gone"; status: number };

/** Opens the result of a bulk operation, to be read piece by piece. It needs no token: the URL is signed. */
export type OpenBulkResult = (url: string) => Promise<OpenedBulkResult>;

/** @throws Error when the storage cannot be reached or fails: try again later */
export const openBulkResult: OpenBulkResult = async (url) => {
  const response = await openStorage(url);
  const { status, body } = response;
  if (status === 200 && body !== null) return { outcome: "opened", chunks: readChunks(body) };
  await body?.cancel();
  if (status >= 400 && status < 500 && status !== 429) return { outcome: "gone", status };
  throw new Error(`The storage of bulk results answered ${status}`);
};

/** Who stops reading early lets the connection go. */
async function* readChunks(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
