import type { ScoringModel } from "../../../../app/pipeline/score/model.ts";
import { createRandom } from "../../../../dev-store/simulation/random.ts";
import { mergeSome } from "./draw-merges.ts";
import { drawOutlooks } from "./draw-outlooks.ts";
import { drawPerson } from "./draw-person.ts";
import { drawShop } from "./draw-shop.ts";
import { DAY_MS } from "./world.ts";
import type { World } from "./world.ts";

/** Zones with the UTC day on which their clocks change: by an hour or half of one, at night or at midnight. */
const ZONES: readonly [Zone, ...Zone[]] = [
  { timeZone: "Europe/Berlin", changesOn: "2026-03-29" },
  { timeZone: "America/New_York", changesOn: "2026-03-08" },
  { timeZone: "Australia/Sydney", changesOn: "2026-04-04" },
  // The day begins at one o'clock.
  { timeZone: "Africa/Cairo", changesOn: "2026-04-23" },
  { timeZone: "America/Santiago", changesOn: "2026-09-06" },
  // Half an hour.
  { timeZone: "Australia/Lord_Howe", changesOn: "2026-10-03" },
];

interface Zone {
  timeZone: string;
  changesOn: string;
}

export interface WorldSize {
  customers: number;
  days: number;
}

/** A shop with its customers over some days, the same for the same seed. */
export function drawWorld(input: {
  seed: string;
  size: WorldSize;
  models: readonly [ScoringModel, ...ScoringModel[]];
  hasOutlooks: boolean;
}): World {
  const { seed, size, models, hasOutlooks } = input;
  const random = createRandom(`${seed} world`);
  const { timeZone, changesOn } = random.pick(ZONES);
  const startAt = Date.parse(`${changesOn}T00:00:00Z`) - Math.floor(size.days / 2) * DAY_MS;
  const endAt = startAt + size.days * DAY_MS;
  const currency = random.pick(["EUR", "USD", "JPY", "KWD"]);
  const model = random.pick(models);
  const shop = drawShop({ random: createRandom(`${seed} shop`), startAt, endAt, currency });
  const persons = Array.from({ length: size.customers }, (_, index) => {
    const person = drawPerson({
      index,
      random: createRandom(`${seed} person ${index}`),
      startAt,
      endAt,
      currency,
      products: shop.products,
      collectionIds: shop.collectionIds,
    });
    const outlooks = hasOutlooks
      ? drawOutlooks({ person, random: createRandom(`${seed} outlook ${index}`), startAt, endAt })
      : [];
    return { ...person, outlooks };
  });
  const people = mergeSome(persons, { seed, endAt });
  return { seed, timeZone, currency, startAt, endAt, model, ...shop, persons: people };
}
