import type { Delivery } from "./delivery-queue.ts";
import { createSeededRandom, shuffleWithin } from "./seeded-random.ts";

/** What may go wrong on the way, on demand. All off by default; set the fields at any time. */
export interface WebhookFaults {
  /** Every attempt is sent twice at the same time, with the same webhook id. */
  duplicateAll: boolean;
  /** Deliveries leave in a random order; none moves further than `window` places. */
  shuffle: { seed: number; window: number } | null;
  /** The first attempt of each delivery never arrives; its first retry does. */
  dropFirstAttempt: boolean;
  /** Share of deliveries, 0 to 1, that never arrive and are never tried again. */
  loseRate: number;
  /** Decides which deliveries loseRate takes. */
  loseSeed: number;
}

export function createFaults(): WebhookFaults {
  return {
    duplicateAll: false,
    shuffle: null,
    dropFirstAttempt: false,
    loseRate: 0,
    loseSeed: 1,
  };
}

/** deliver: send so many copies; drop: count an attempt as failed without sending; lose: forget it. */
export type PlannedAttempt = {
  delivery: Delivery;
  fate: "deliver" | "drop" | "lose";
  copies: number;
};

/** What becomes of a batch under the faults. The same rows and seeds give the same plan. */
export function planAttempts(deliveries: Delivery[], faults: WebhookFaults): PlannedAttempt[] {
  const [first] = deliveries;
  const ordered =
    faults.shuffle === null || first === undefined
      ? deliveries
      : shuffleWithin(
          deliveries,
          faults.shuffle.window,
          createSeededRandom(faults.shuffle.seed + first.id),
        );
  return ordered.map((delivery) => ({
    delivery,
    fate: decideFate(delivery, faults),
    copies: faults.duplicateAll ? 2 : 1,
  }));
}

function decideFate(delivery: Delivery, faults: WebhookFaults): PlannedAttempt["fate"] {
  const isFirst = delivery.failures === 0;
  if (isFirst && faults.loseRate > 0) {
    // Seeded by row, not drawn in order: the answer must not depend on how rows fell into batches.
    const draw = createSeededRandom(Math.imul(faults.loseSeed, 0x9e3779b1) + delivery.id)();
    if (draw < faults.loseRate) return "lose";
  }
  return isFirst && faults.dropFirstAttempt ? "drop" : "deliver";
}
