/** How far an export has come. What has been read is kept: who tries again goes on where it stopped. */
export interface ExportSoFar {
  parts: Blob[];
  records: number;
  /** Where the next piece begins; undefined: at the beginning; null: all is there. */
  next: string | null | undefined;
}

export const NOTHING_YET: ExportSoFar = { parts: [], records: 0, next: undefined };

/** Tries of one piece, and the pause before another one: a proxy that hiccups is no reason to begin again. */
const TRIES = 3;
const PAUSE_MS = 1_000;

/**
 * Asks for the next piece of a list.
 * @param address of the list with its filters, without the place
 * @throws when it cannot be had after several tries, or the signal is aborted
 */
export async function fetchPiece(
  address: string,
  soFar: ExportSoFar,
  signal: AbortSignal,
): Promise<ExportSoFar> {
  const place = soFar.next ? `&after=${encodeURIComponent(soFar.next)}` : "";
  for (let attempt = 1; ; attempt += 1) {
    try {
      const response = await fetch(`${address}${place}`, { signal });
      if (!response.ok) throw new Error(`The export was answered with ${response.status}`);
      const part = await response.blob();
      const records = Number(response.headers.get("x-records") ?? 0);
      const next = response.headers.get("x-next");
      return { parts: [...soFar.parts, part], records: soFar.records + records, next };
    } catch (error) {
      signal.throwIfAborted();
      if (attempt === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * PAUSE_MS));
    }
  }
}
