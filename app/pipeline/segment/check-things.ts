import { DAY_MS, SLOT_MS } from "../shared/time.ts";
import type { Duration, Filter, Things, Window } from "./condition-tree.ts";
import type { Problem } from "./read-json.ts";
import { join } from "./read-json.ts";
import { isAboutProducts } from "./walk-condition.ts";

/** Ten years: nobody's history here is longer, and nothing so old tells of today. */
const LONGEST_DAYS = 3660;
const LONGEST_MS = LONGEST_DAYS * DAY_MS;
const MOST_GAPS = 50;
const MOST_NAMES = 250;
const LARGEST_PRICE = 1_000_000_000;

/** What makes no sense in what is counted or looked for. */
export function checkThings(things: Things, path: string): Problem[] {
  const problems = checkFilters({
    where: things.where,
    path: join(path, "where"),
    isOrders: things.kind === "orders",
  });
  if (things.kind === "signals" && things.signals.length === 0) {
    problems.push({ path: join(path, "signals"), message: { code: "no-events" } });
  }
  return problems;
}

export function checkFilters(input: {
  where: readonly Filter[];
  path: string;
  isOrders: boolean;
}): Problem[] {
  return input.where.flatMap((filter, index) => {
    const path = `${input.path}[${index}]`;
    return input.isOrders || isAboutProducts(filter)
      ? checkFilter(filter, path)
      : [{ path, message: { code: "orders-only" } }];
  });
}

function checkFilter(filter: Filter, path: string): Problem[] {
  switch (filter.kind) {
    case "product":
    case "collection":
      return checkNames(filter.ids, join(path, "ids"));
    case "product-type":
    case "vendor":
    case "channel":
      return checkNames(filter.names, join(path, "names"));
    case "price":
      return checkPrice(filter, path);
    case "price-dropped":
      return checkDuration(filter.within, join(path, "within"));
    case "discounted":
      return [];
  }
}

function checkNames(names: readonly string[], path: string): Problem[] {
  if (names.length === 0) return [{ path, message: { code: "no-names" } }];
  if (names.length > MOST_NAMES) {
    return [{ path, message: { code: "many-names", most: MOST_NAMES } }];
  }
  return names.flatMap((name, index) =>
    name.trim() === "" ? [{ path: `${path}[${index}]`, message: { code: "name-missing" } }] : [],
  );
}

function checkPrice(
  { from, below }: { from: number | null; below: number | null },
  path: string,
): Problem[] {
  const isPrice = (price: number | null): boolean =>
    price === null || (price >= 0 && price <= LARGEST_PRICE);
  if (!isPrice(from)) return [{ path: join(path, "from"), message: { code: "no-such-price" } }];
  if (!isPrice(below)) return [{ path: join(path, "below"), message: { code: "no-such-price" } }];
  if (from === null && below === null) {
    return [{ path, message: { code: "price-missing" } }];
  }
  if (below === null || below > (from ?? 0)) return [];
  return [{ path: join(path, "below"), message: { code: "price-order", from: from ?? 0, below } }];
}

export function checkWindow(window: Window | null, path: string): Problem[] {
  return window === null ? [] : checkDuration(window, path, "window");
}

/**
 * What makes no sense in a length of time. What is told by the quarter of an hour has no shorter order: neither a
 * window nor the time within which something follows can be shorter than that.
 */
export function checkDuration(
  duration: Duration,
  path: string,
  use: "length" | "window" | "sequence" = "length",
): Problem[] {
  switch (duration.kind) {
    case "fixed": {
      const least = use === "length" ? 1 : SLOT_MS;
      if (!Number.isInteger(duration.ms) || duration.ms < least) {
        const code = least === SLOT_MS ? "too-short" : "no-time";
        return [{ path: join(path, "ms"), message: { code } }];
      }
      return duration.ms > LONGEST_MS ? [tooLong(join(path, "ms"))] : [];
    }
    case "days":
      if (!Number.isInteger(duration.days) || duration.days < 1) {
        return [{ path: join(path, "days"), message: { code: "days-not-whole" } }];
      }
      return duration.days > LONGEST_DAYS ? [tooLong(join(path, "days"))] : [];
    case "typical-gaps":
      if (duration.times > 0 && duration.times <= MOST_GAPS) return [];
      return [
        { path: join(path, "times"), message: { code: "gaps-out-of-range", most: MOST_GAPS } },
      ];
    case "longest-of":
      if (duration.of.length === 0) {
        return [{ path: join(path, "of"), message: { code: "no-lengths" } }];
      }
      return duration.of.flatMap((part, index) =>
        checkDuration(part, `${join(path, "of")}[${index}]`, use),
      );
  }
}

const tooLong = (path: string): Problem => ({ path, message: { code: "too-long" } });
