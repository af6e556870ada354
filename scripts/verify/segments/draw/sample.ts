import type { Random } from "../../../../dev-store/simulation/random.ts";
import type { NaiveLook, NaiveProfile } from "../naive/look.ts";
import type { NaiveShop } from "../naive/shop.ts";
import { pickOf } from "../simulate/draw-visits.ts";

/** Some profiles at some of their instants, mostly shortly after they did something. */
export function drawSample(input: {
  random: Random;
  shop: NaiveShop;
  profiles: readonly NaiveProfile[];
  size: number;
}): NaiveLook[] {
  const { random, shop, profiles, size } = input;
  return Array.from({ length: size }, () => {
    const profile = pickOf(random, profiles);
    const { from, until, tellings } = profile.history;
    const told = pickOf(random, tellings);
    const after = told + Math.floor(random.exponential(4 * 24 * 3_600_000));
    const at = after < until ? after : from + Math.floor(random.next() * (until - from));
    return { shop, profile, at, isMember: () => false };
  });
}

/** A value of a sample at random, not of its lowest; null where there is none. */
export function drawQuantile(random: Random, values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  return known[Math.floor((0.1 + 0.85 * random.next()) * known.length)] ?? null;
}
