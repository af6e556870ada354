import type { Atom, CountAtom, SequenceAtom, SumAtom } from "./condition-tree.ts";
import { MONEY_SIGNALS } from "./condition-tree.ts";
import { checkDuration, checkFilters, checkThings, checkWindow } from "./check-things.ts";
import type { ProblemMessage } from "./problem-message.ts";
import type { Problem } from "./read-json.ts";
import { join } from "./read-json.ts";

/** What a condition is checked against. */
export interface CheckContext {
  /** Handles of the segments that it may name: all of the shop's but its own. */
  segments: readonly string[];
  /** The beginning of our own tags. */
  tagPrefix: string;
}

const LARGEST_COUNT = 1_000_000;
const LARGEST_AMOUNT = 1_000_000_000;

/** What makes no sense in one atom. */
export function checkAtom(atom: Atom, path: string, context: CheckContext): Problem[] {
  const at = (field: string): string => join(path, field);
  switch (atom.kind) {
    case "score":
      return checkRange(atom.points, at("points"), { most: 100, what: "points" });
    case "prediction":
      return atom.of === "lifetime-value"
        ? checkRange(atom.value, at("value"), { most: LARGEST_AMOUNT, what: "amounts" })
        : checkRange(atom.value, at("value"), { most: 100, what: "percentages" });
    case "next-order":
      return checkDuration(atom.duration, at("duration"));
    case "rfm":
      return checkWhole(atom.fifth, at("fifth"), { least: 1, most: 5, what: "classes" });
    case "rfm-group":
      return checkSome(atom.groups, at("groups"), "group");
    case "count":
      return checkCount(atom, path);
    case "sum":
      return checkSum(atom, path);
    case "share":
      return [
        ...checkSome(atom.where, at("where"), "orders"),
        ...checkFilters({ where: atom.where, path: at("where"), isOrders: true }),
        ...checkWindow(atom.window, at("window")),
        ...checkRange(atom.percent, at("percent"), { most: 100, what: "percentages" }),
      ];
    case "revenue":
    case "person":
      return [];
    case "since":
      return [
        ...checkThings(atom.moment.of, at("moment.of")),
        ...checkDuration(atom.duration, at("duration")),
      ];
    case "sequence":
      return checkSequence(atom, path);
    case "consent":
      return checkSome(atom.states, at("states"), "state");
    case "tag":
      return checkTag(atom.tag, at("tag"), context);
    case "segment":
      return context.segments.includes(atom.handle)
        ? []
        : [
            {
              path: at("handle"),
              message: { code: "no-segment", handle: atom.handle },
            },
          ];
  }
}

const checkCount = (atom: CountAtom, path: string): Problem[] => [
  ...checkThings(atom.of, join(path, "of")),
  ...checkWindow(atom.window, join(path, "window")),
  ...checkWhole(atom.count, join(path, "count"), { most: LARGEST_COUNT, what: "counts" }),
];

function checkSum({ of, window, amount }: SumAtom, path: string): Problem[] {
  const problems = [
    ...checkThings(of, join(path, "of")),
    ...checkWindow(window, join(path, "window")),
    ...checkRange(amount, join(path, "amount"), { most: LARGEST_AMOUNT, what: "amounts" }),
  ];
  if (of.kind === "orders") return problems;
  const known: readonly string[] = MONEY_SIGNALS;
  of.signals.forEach((signal, index) => {
    if (known.includes(signal)) return;
    problems.push({
      path: join(path, `of.signals[${index}]`),
      message: signal.startsWith("order_")
        ? { code: "order-money", signal }
        : { code: "no-money", signal, known },
    });
  });
  return problems;
}

const checkSequence = ({ moment, by, within }: SequenceAtom, path: string): Problem[] => [
  ...checkThings(moment.of, join(path, "moment.of")),
  ...checkSome(by, join(path, "by"), "followers"),
  ...by.flatMap((things, index) => checkThings(things, join(path, `by[${index}]`))),
  ...(within === null ? [] : checkDuration(within, join(path, "within"), "sequence")),
];

/** Shopify's limit for a tag. */
const LONGEST_TAG = 255;

function checkTag(tag: string, path: string, { tagPrefix }: CheckContext): Problem[] {
  const name = tag.trim();
  if (name === "") return [{ path, message: { code: "no-tag" } }];
  if (name.length > LONGEST_TAG) {
    return [{ path, message: { code: "tag-too-long", most: LONGEST_TAG } }];
  }
  if (name.includes(",")) return [{ path, message: { code: "tag-comma" } }];
  if (!name.toLowerCase().startsWith(tagPrefix.trim().toLowerCase())) return [];
  return [{ path, message: { code: "tag-of-ours", tag: name } }];
}

const checkSome = (
  list: readonly unknown[],
  path: string,
  what: Extract<ProblemMessage, { code: "none-named" }>["what"],
): Problem[] => (list.length > 0 ? [] : [{ path, message: { code: "none-named", what } }]);

interface Range<What extends string = Extract<ProblemMessage, { code: "range" }>["what"]> {
  least?: number;
  most: number;
  what: What;
}

function checkRange(value: number, path: string, { least = 0, most, what }: Range): Problem[] {
  if (value >= least && value <= most) return [];
  return [{ path, message: { code: "range", what, least, most } }];
}

function checkWhole(value: number, path: string, range: Range<"classes" | "counts">): Problem[] {
  const { what } = range;
  if (!Number.isInteger(value)) return [{ path, message: { code: "whole", what } }];
  return checkRange(value, path, range);
}
