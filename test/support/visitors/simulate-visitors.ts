import { DAY_MS, HOUR_MS, SECOND_MS } from "../../../app/pipeline/shared/time.ts";
import { createDraws } from "./random-draws.ts";
import type { Draws } from "./random-draws.ts";
import { simulateVisit } from "./simulate-visit.ts";

/** An event as a log tells it, and what only the simulation knows. */
export interface SimulatedEvent {
  visitor: string;
  at: number;
  kind: string;
  path: string;
  product: string;
  order: string;
  /** The true chance to buy within this visit, after this event; NaN where nobody can tell. */
  odds: number;
}

export interface SimulationOptions {
  seed: number;
  persons: number;
  days: number;
  startsAt?: number;
  products?: number;
  /** Added to everybody's wish to buy, which is about standard normal: with 1 some six times as many visits end in a purchase. */
  eagerness?: number;
  /** The true odds cost most of the time. */
  withOdds?: boolean;
}

export const SIMULATION_START = Date.UTC(2026, 0, 5);

/**
 * A shop's visitors: persons with a lasting inclination to buy, who come by day more than by night, on one device or
 * two, lose their cookies now and then, come back for a filled cart, and are joined by robots that look at everything
 * and buy nothing. A purchase is preceded by the view of its own thank-you page, by milliseconds. One person after the
 * other, each in order of time.
 */
export function* simulateVisitors(options: SimulationOptions): Generator<SimulatedEvent[]> {
  const { seed, persons, days, startsAt = SIMULATION_START, products = 300 } = options;
  const draws = createDraws(seed);
  const appeals = Array.from({ length: products }, () => draws.normal());
  const { eagerness = 0, withOdds = false } = options;
  const shop = { draws, appeals, eagerness, withOdds };
  const endsAt = startsAt + days * DAY_MS;
  for (let person = 0; person < persons; person += 1) {
    yield draws.chance(ROBOT_SHARE)
      ? crawl({ draws, person, startsAt, endsAt, products })
      : live({ ...shop, person, startsAt, endsAt });
  }
}

const ROBOT_SHARE = 0.002;

export interface Shop {
  draws: Draws;
  appeals: readonly number[];
  withOdds: boolean;
}

interface LiveInput extends Shop {
  person: number;
  eagerness: number;
  startsAt: number;
  endsAt: number;
}

function live({ person, startsAt, endsAt, eagerness, ...shop }: LiveInput): SimulatedEvent[] {
  const { draws } = shop;
  const inclination = eagerness + 0.8 * draws.normal();
  // Most come once, a few all the time.
  const daysBetween = draws.logNormal(25, 1);
  const devices = draws.chance(0.2) ? 2 : 1;
  const events: SimulatedEvent[] = [];
  const cookies = Array.from({ length: devices }, (_, device) => ({ device, generation: 0 }));
  const carts = cookies.map(() => false);
  let at = startsAt + draws.uniform() * (endsAt - startsAt);
  while (at < endsAt) {
    at = awake(draws, at);
    const device = Math.floor(draws.uniform() * devices);
    const cookie = cookies[device];
    if (cookie === undefined) break;
    if (draws.chance(0.06)) {
      cookie.generation += 1;
      carts[device] = false;
    }
    const visit = simulateVisit({
      ...shop,
      at,
      visitor: `p${person}-${device}-${cookie.generation}`,
      intent: inclination + 0.8 * draws.normal(),
      hasCart: carts[device] ?? false,
    });
    events.push(...visit.events);
    carts[device] = visit.hasCart;
    const returnsSoon = visit.hasCart ? draws.chance(0.35) : draws.chance(0.1);
    at = visit.endedAt + draws.exponential(returnsSoon ? 8 * HOUR_MS : daysBetween * DAY_MS);
    at += HOUR_MS;
  }
  return events.filter((event) => event.at < endsAt);
}

/** Moves an instant out of the night: few shop between one and seven. */
function awake(draws: Draws, at: number): number {
  const hour = (at % DAY_MS) / HOUR_MS;
  return hour >= 1 && hour < 7 && draws.chance(0.85)
    ? at + (7 - hour + 3 * draws.uniform()) * HOUR_MS
    : at;
}

function crawl(input: {
  draws: Draws;
  person: number;
  startsAt: number;
  endsAt: number;
  products: number;
}): SimulatedEvent[] {
  const { draws, person, startsAt, endsAt, products } = input;
  const events: SimulatedEvent[] = [];
  let at = startsAt + draws.uniform() * (endsAt - startsAt);
  const pages = 20 + Math.floor(draws.exponential(150));
  for (let page = 0; page < pages && at < endsAt; page += 1) {
    const product = String(page % products);
    const path = `/products/${product}`;
    events.push({
      visitor: `r${person}`,
      at: Math.floor(at),
      kind: "product_viewed",
      path,
      product,
      order: "",
      odds: 0,
    });
    at += (1 + draws.exponential(4)) * SECOND_MS;
  }
  return events;
}
