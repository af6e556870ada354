import type { ScoreName } from "../../../../app/pipeline/score/scores.ts";
import type { KnownSignal, ProfileHistory } from "../simulate/profile-histories.ts";
import type { Order } from "../simulate/world.ts";
import { ordersAt } from "./orders.ts";
import { behaviorOf, fadingOf, pointsAt, quartersOf, valueAt } from "./scores.ts";
import type { Fading } from "./scores.ts";
import type { NaiveShop } from "./shop.ts";

type Settled = (handle: string, at: number) => boolean;

/** One profile at one instant, seen without any of the product's code. */
export interface NaiveLook {
  shop: NaiveShop;
  profile: NaiveProfile;
  at: number;
  /** Membership of this profile in another segment, as settled by then. */
  isMember: Settled;
}

/** A profile's history with what is asked of it again and again. */
export interface NaiveProfile {
  history: ProfileHistory;
  /** Known at `at` and believed by conditions: what anybody could have sent is not. */
  signals(at: number): readonly KnownSignal[];
  orders(at: number): readonly Order[];
  /** In millionths of a point; null: unknown. */
  score(name: ScoreName, at: number): number | null;
}

export function openNaiveProfile(shop: NaiveShop, history: ProfileHistory): NaiveProfile {
  const { model } = shop.world;
  const believed = history.signals.filter(({ trust }) => trust !== "unsigned");
  const fading = new Map<string, Fading[] | null>();
  const scores = new Map<string, number | null>();
  const lists = new Map<number, readonly KnownSignal[]>();

  /** What is known changes with tellings alone, so that each prefix is kept. */
  const prefix = (at: number): number => {
    let count = 0;
    while (count < history.signals.length && (history.signals[count]?.knownAt ?? Infinity) <= at)
      count += 1;
    return count;
  };
  const points = (name: "intent" | "engagement", at: number): number | null => {
    const known = prefix(at);
    const key = `${name} ${known}`;
    let rows = fading.get(key);
    if (rows === undefined) {
      rows = fadingOf(quartersOf(history.signals.slice(0, known)), model[name]);
      fading.set(key, rows);
    }
    return rows === null ? null : pointsAt(rows, { points: model[name], model, at });
  };
  const compute = (name: ScoreName, at: number): number | null => {
    if (name === "intent" || name === "engagement") return points(name, at);
    const benchmarks = shop.benchmarks(at);
    const value = valueAt(history.orders, { model, benchmarks, at });
    if (name === "value") return value;
    const others = { intent: points("intent", at), engagement: points("engagement", at) };
    return behaviorOf({ ...others, value }, model.behavior);
  };
  return {
    history,
    signals(at) {
      const known = prefix(at);
      const list = lists.get(known) ?? believed.filter(({ knownAt }) => knownAt <= at);
      lists.set(known, list);
      return list;
    },
    orders: (at) => ordersAt(history.orders, at),
    score(name, at) {
      const key = `${name} ${at}`;
      const known = scores.get(key);
      if (known !== undefined) return known;
      const score = compute(name, at);
      scores.set(key, score);
      return score;
    },
  };
}
