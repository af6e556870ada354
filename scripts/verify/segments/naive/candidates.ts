import type {
  Atom,
  Condition,
  Duration,
  Filter,
  Things,
  Window,
} from "../../../../app/pipeline/segment/condition-tree.ts";
import { DAY_MS, productsOf } from "../simulate/world.ts";
import { crossingsOf } from "./crossings.ts";
import { quarterOf } from "./durations.ts";
import type { NaiveProfile } from "./look.ts";
import { YEAR_MS } from "./orders.ts";
import type { NaiveShop } from "./shop.ts";

interface Asked {
  profile: NaiveProfile;
  shop: NaiveShop;
  /** The instants at which a membership of the profile in another segment changes. */
  changesOf(handle: string): readonly number[];
}

/**
 * Every instant at which a condition may become met or unmet: whatever is told, midnights where something is counted
 * in days or compared with the shop, and the ends of all windows and durations. Too many do no harm.
 */
export function candidatesOf(condition: Condition, asked: Asked): number[] {
  const { from, until, tellings } = asked.profile.history;
  const found = new Set(tellings);
  collect(condition, asked, (at) => {
    if (at >= from && at < until) found.add(at);
  });
  return [...found].sort((a, b) => a - b);
}

type Add = (at: number) => void;

function collect(condition: Condition, asked: Asked, add: Add): void {
  switch (condition.kind) {
    case "all":
    case "any":
    case "none":
      for (const part of condition.of) collect(part, asked, add);
      return;
    default:
      collectAtom(condition, asked, add);
  }
}

function collectAtom(atom: Atom, asked: Asked, add: Add): void {
  switch (atom.kind) {
    case "score":
      addShopChanges(asked, add);
      crossingsOf(atom, asked).forEach(add);
      return;
    case "prediction":
    case "rfm":
    case "rfm-group":
      return addShopChanges(asked, add);
    case "next-order":
      return addNextOrders(atom.duration, asked, add);
    case "count":
    case "sum":
      addCatalog([atom.of], asked, add);
      return addWindow(atom.of, atom.window, asked, add);
    case "share": {
      const of: Things = { kind: "orders", where: atom.where };
      addCatalog([of], asked, add);
      return addWindow(of, atom.window, asked, add);
    }
    case "revenue":
      addShopChanges(asked, add);
      return asked.profile.history.orders.forEach(({ placedAt }) => add(placedAt + YEAR_MS));
    case "since":
      addCatalog([atom.moment.of], asked, add);
      return addDuration(atom.duration, instantsOf(atom.moment.of, asked), asked, add);
    case "sequence":
      addCatalog([atom.moment.of, ...atom.by], asked, add);
      if (atom.within === null) return;
      return addDuration(atom.within, instantsOf(atom.moment.of, asked), asked, add);
    case "segment":
      return asked.changesOf(atom.handle).forEach(add);
    case "consent":
    case "tag":
    case "person":
      return;
  }
}

function instantsOf(things: Things, { profile }: Asked): number[] {
  const { history } = profile;
  if (things.kind === "orders") return history.orders.map(({ placedAt }) => placedAt);
  return history.signals
    .filter(({ signal }) => things.signals.includes(signal))
    .map(({ occurredAt }) => occurredAt);
}

function addWindow(things: Things, window: Window | null, asked: Asked, add: Add): void {
  if (window === null) return;
  if (window.kind === "days") return addLocalMidnights(asked, add);
  for (const instant of instantsOf(things, asked)) {
    add((things.kind === "orders" ? instant : quarterOf(instant)) + window.ms);
  }
}

function addDuration(
  duration: Duration,
  instants: readonly number[],
  asked: Asked,
  add: Add,
): void {
  switch (duration.kind) {
    case "fixed":
      return instants.forEach((instant) => add(instant + duration.ms));
    case "days":
      return addLocalMidnights(asked, add);
    case "longest-of":
      instants.forEach(add);
      return duration.of.forEach((part) => addDuration(part, instants, asked, add));
    case "typical-gaps":
      addShopChanges(asked, add);
      return eachSpan(asked, (begin, until) => {
        const ms = Math.round(duration.times * asked.shop.benchmarks(begin).typicalGapMs);
        for (const instant of instants) {
          const end = instant + ms;
          if (end >= begin && end < until) add(end);
        }
      });
  }
}

/** The first instant at which a duration from then on reaches beyond the next order that is expected. */
function addNextOrders(duration: Duration, asked: Asked, add: Add): void {
  addShopChanges(asked, add);
  if (duration.kind === "longest-of") {
    return duration.of.forEach((part) => addNextOrders(part, asked, add));
  }
  if (duration.kind === "days") return addLocalMidnights(asked, add);
  eachSpan(asked, (begin, until) => {
    const day = Math.floor((begin - asked.shop.world.startAt) / DAY_MS);
    const expected = asked.profile.history.outlooks[day]?.nextOrderAt ?? null;
    if (expected === null) return;
    const gap = asked.shop.benchmarks(begin).typicalGapMs;
    const ms = duration.kind === "fixed" ? duration.ms : Math.round(duration.times * gap);
    const at = expected - ms + 1;
    if (at >= begin && at < until) add(at);
    // An empty longest-of reaches no farther than now.
    if (expected + 1 >= begin && expected + 1 < until) add(expected + 1);
  });
}

/** Where goods decide, the instants at which goods of the profile become others, and the ends of price drops. */
function addCatalog(list: readonly Things[], asked: Asked, add: Add): void {
  const filters = list.flatMap(({ where }) => where).filter(isOfCatalog);
  if (filters.length === 0) return;
  const { history } = asked.profile;
  const ids = new Set([
    ...history.signals.flatMap(({ about }) =>
      about?.startsWith("product:") === true ? [about.slice("product:".length)] : [],
    ),
    ...history.orders.flatMap(productsOf),
  ]);
  const changes = [...ids].flatMap((id) => asked.shop.priceChanges(id));
  changes.forEach(add);
  for (const filter of filters) {
    if (filter.kind === "price-dropped") addDuration(filter.within, changes, asked, add);
  }
}

const isOfCatalog = ({ kind }: Filter): boolean =>
  kind !== "product" && kind !== "channel" && kind !== "discounted";

const addShopChanges = (asked: Asked, add: Add): void => eachSpan(asked, add);

/** Each time between two midnights or merges, in which the shop's benchmarks and all predictions stay. */
function eachSpan({ profile, shop }: Asked, visit: (begin: number, end: number) => void): void {
  const { from, until } = profile.history;
  shop.changes.forEach((begin, place) => {
    const end = shop.changes[place + 1] ?? shop.world.endAt;
    if (end > from && begin < until) visit(begin, end);
  });
}

function addLocalMidnights({ profile, shop }: Asked, add: Add): void {
  const { from, until } = profile.history;
  const { calendar } = shop;
  for (let day = calendar.dayOf(from); calendar.startOf(day) < until; day += 1) {
    add(calendar.startOf(day));
  }
}
