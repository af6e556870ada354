/** What came of asking the app something. */
export type Posted<Answer> =
  | { outcome: "answered"; answer: Answer }
  /** No answer came, or none that means anything: the connection, or a fault of ours. */
  | { outcome: "failed" };

/**
 * Asks an address of the app, as JSON. Not by the router: a failure of its requests takes the place of the page, and with
 * it everything that was typed and not saved.
 * @throws the signal's reason when it is aborted
 */
export async function postJson<Answer>(
  path: string,
  body: string,
  signal?: AbortSignal,
): Promise<Posted<Answer>> {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      ...(signal === undefined ? {} : { signal }),
    });
    if (!response.ok) return { outcome: "failed" };
    const answer: Answer = await response.json();
    return { outcome: "answered", answer };
  } catch {
    signal?.throwIfAborted();
    return { outcome: "failed" };
  }
}
