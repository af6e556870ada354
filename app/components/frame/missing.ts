/** What an address of a page named and the shop does not have. */
export interface Missing {
  missing: "customer" | "segment";
  /** As the address has it. */
  name: string;
}

/** The answer of a loader whose page is about something that is not there; the page says so in the reader's language. */
export function answerMissing(missing: Missing["missing"], name: string): Response {
  return Response.json({ missing, name } satisfies Missing, { status: 404 });
}

/** @param data of an error of a route */
export function readMissing(data: unknown): Missing | null {
  if (typeof data !== "object" || data === null) return null;
  const { missing, name } = data as Partial<Missing>;
  return (missing === "customer" || missing === "segment") && typeof name === "string"
    ? { missing, name }
    : null;
}
