import type { Random } from "../../../../dev-store/simulation/random.ts";
import { DAY_MS } from "./world.ts";
import type { DayOutlook, Person } from "./world.ts";

/**
 * What is told of a person's future on each UTC day: drawn, since fitting is not what is verified here. Days with
 * an outlook are followed by others mostly, so that conditions on it hold for a while.
 */
export function drawOutlooks(input: {
  person: Omit<Person, "outlooks">;
  random: Random;
  startAt: number;
  endAt: number;
}): (DayOutlook | null)[] {
  const { person, random, startAt, endAt } = input;
  let level = random.next();
  let nextOrderAt: number | null = null;
  return Array.from({ length: Math.ceil((endAt - startAt) / DAY_MS) }, (_, day) => {
    level = Math.min(1, Math.max(0, level + (random.next() - 0.5) * 0.1));
    const today = startAt + day * DAY_MS;
    // What is expected of the next order stays for some days.
    if (day === 0 || random.chance(0.2)) {
      nextOrderAt = random.chance(0.2)
        ? null
        : today + Math.floor((random.next() * 30 - 3) * DAY_MS);
    }
    if (person.customerId === null || random.chance(0.1)) return null;
    const chance = (scale: number) => {
      if (random.chance(0.05)) return null;
      const expected = level * scale;
      if (random.chance(0.1)) return { expected, low: null, high: null };
      return { expected, low: expected * 0.7, high: Math.min(1, expected * 1.3) };
    };
    const worth = Math.round(level * 50_000);
    return {
      estimates: {
        "order-1-hour": chance(0.1),
        "order-24-hours": chance(0.2),
        "order-7-days": chance(0.4),
        "order-30-days": chance(0.7),
        "order-horizon": chance(0.9),
        churn: chance(1),
        vip: chance(0.5),
        "lifetime-value": { expected: worth, low: Math.round(worth / 2), high: worth * 2 },
      },
      nextOrderAt,
    };
  });
}
