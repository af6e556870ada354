import { createHash } from "node:crypto";
import { createRandom } from "../../../dev-store/simulation/random.ts";
import type { Look } from "./ledger.ts";

/** A browser's id, the same in every shop that it visits. */
export const browserId = (name: string): string => createRandom(`browser ${name}`).uuid();

/** The body that the theme's embed sends, or with a shop's token the pixel's. */
export function writeBatch(batch: {
  client: string;
  looks: readonly Look[];
  sentAt: number;
  shopToken?: string;
}): string {
  const { client, looks, sentAt, shopToken } = batch;
  const events = looks.map(({ kind, thing, at }) => ({
    kind,
    occurredAt: new Date(at).toISOString(),
    ...(kind === "page_viewed"
      ? { path: thing, productId: null }
      : { path: `/products/${thing}`, productId: thing }),
  }));
  return JSON.stringify({
    clientId: client,
    consent: { analytics: true, marketing: true },
    sentAt: new Date(sentAt).toISOString(),
    events,
    ...(shopToken === undefined ? {} : { shopToken }),
  });
}

/** Two batches of the same text are one. */
export const nameOfBody = (body: string): string => createHash("sha256").update(body).digest("hex");
