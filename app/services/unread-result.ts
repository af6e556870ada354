/**
 * The result of a bulk operation could not be read: its storage is away, the connection broke, or what came is none of Shopify's.
 * Told apart from what fails while it is stored, so that whoever reads it can do without.
 */
export class UnreadResult extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = "UnreadResult";
  }
}

/** Opens a result. @throws UnreadResult */
export async function openOrUnread<T>(open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    throw new UnreadResult(error);
  }
}

/** The pieces of a result. What is thrown by whoever takes them is left as it is. @throws UnreadResult */
export async function* readOrUnread<T>(pieces: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* pieces;
  } catch (error) {
    throw new UnreadResult(error);
  }
}
