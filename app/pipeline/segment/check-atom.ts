import type { Atom, CountAtom, SequenceAtom, SumAtom } from "./condition-tree.ts";
import { MONEY_SIGNALS } from "./condition-tree.ts";
import { checkDuration, checkFilters, checkThings, checkWindow } from "./check-things.ts";
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
      return checkRange(atom.points, at("points"), { most: 100, what: "Points" });
    case "prediction":
      return atom.of === "lifetime-value"
        ? checkRange(atom.value, at("value"), { most: LARGEST_AMOUNT, what: "Amounts" })
        : checkRange(atom.value, at("value"), { most: 100, what: "Percentages" });
    case "next-order":
      return checkDuration(atom.duration, at("duration"));
    case "rfm":
      return checkWhole(atom.fifth, at("fifth"), { least: 1, most: 5, what: "Classes" });
    case "rfm-group":
      return checkSome(atom.groups, at("groups"), "a group");
    case "count":
      return checkCount(atom, path);
    case "sum":
      return checkSum(atom, path);
    case "share":
      return [
        ...checkSome(atom.where, at("where"), "what the orders must be like"),
        ...checkFilters({ where: atom.where, path: at("where"), isOrders: true }),
        ...checkWindow(atom.window, at("window")),
        ...checkRange(atom.percent, at("percent"), { most: 100, what: "Percentages" }),
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
      return checkSome(atom.states, at("states"), "a state of consent");
    case "tag":
      return checkTag(atom.tag, at("tag"), context);
    case "segment":
      return context.segments.includes(atom.handle)
        ? []
        : [
            {
              path: at("handle"),
              message: `There is no segment "${atom.handle}" that this one could ask for.`,
            },
          ];
  }
}

const checkCount = (atom: CountAtom, path: string): Problem[] => [
  ...checkThings(atom.of, join(path, "of")),
  ...checkWindow(atom.window, join(path, "window")),
  ...checkWhole(atom.count, join(path, "count"), { most: LARGEST_COUNT, what: "Counts" }),
];

function checkSum({ of, window, amount }: SumAtom, path: string): Problem[] {
  const problems = [
    ...checkThings(of, join(path, "of")),
    ...checkWindow(window, join(path, "window")),
    ...checkRange(amount, join(path, "amount"), { most: LARGEST_AMOUNT, what: "Amounts" }),
  ];
  if (of.kind === "orders") return problems;
  const known: readonly string[] = MONEY_SIGNALS;
  of.signals.forEach((signal, index) => {
    if (known.includes(signal)) return;
    problems.push({
      path: join(path, `of.signals[${index}]`),
      message: signal.startsWith("order_")
        ? `${signal} tells no money: add up orders instead.`
        : `${signal} is about no product whose price could be added up: only ${known.join(", ")} are.`,
    });
  });
  return problems;
}

const checkSequence = ({ moment, by, within }: SequenceAtom, path: string): Problem[] => [
  ...checkThings(moment.of, join(path, "moment.of")),
  ...checkSome(by, join(path, "by"), "what is to follow"),
  ...by.flatMap((things, index) => checkThings(things, join(path, `by[${index}]`))),
  ...(within === null ? [] : checkDuration(within, join(path, "within"), "sequence")),
];

/** Shopify's limit for a tag. */
const LONGEST_TAG = 255;

function checkTag(tag: string, path: string, { tagPrefix }: CheckContext): Problem[] {
  const name = tag.trim();
  if (name === "") return [{ path, message: "Say which tag." }];
  if (name.length > LONGEST_TAG) {
    return [{ path, message: `Tags have ${LONGEST_TAG} characters at most.` }];
  }
  if (name.includes(",")) return [{ path, message: "A tag holds no comma." }];
  if (!name.toLowerCase().startsWith(tagPrefix.trim().toLowerCase())) return [];
  return [
    { path, message: `"${name}" is a tag of Kindling: ask for the segment that it stands for.` },
  ];
}

const checkSome = (list: readonly unknown[], path: string, what: string): Problem[] =>
  list.length > 0 ? [] : [{ path, message: `Say ${what}: with an empty list nobody is meant.` }];

interface Range {
  least?: number;
  most: number;
  /** A plural that begins the sentence. */
  what: string;
}

function checkRange(value: number, path: string, { least = 0, most, what }: Range): Problem[] {
  if (value >= least && value <= most) return [];
  return [{ path, message: `${what} go from ${least} to ${most}.` }];
}

function checkWhole(value: number, path: string, range: Range): Problem[] {
  if (!Number.isInteger(value)) return [{ path, message: `${range.what} are whole numbers.` }];
  return checkRange(value, path, range);
}
