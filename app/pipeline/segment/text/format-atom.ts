import { assertNever } from "../../shared/outcome.ts";
import type { Atom, Moment, SequenceAtom } from "../condition-tree.ts";
import { COMPARISONS, CONSENT_STATES, LENGTH_COMPARISONS } from "./atom-words.ts";
import { PREDICTIONS, RFM_GROUP_WORDS } from "./atom-words.ts";
import { formatFilters, formatThings, formatThingsList } from "./format-things.ts";
import { formatDuration, formatNumber, formatWindow } from "./format-values.ts";
import { MONEY } from "./join-words.ts";
import type { ConditionNames } from "./names.ts";
import { quote } from "./tokens.ts";
import { wordFor } from "./words.ts";
import type { Vocabulary } from "./words.ts";

/** An atom on one line. */
export function formatAtom(atom: Atom, names: ConditionNames): string {
  switch (atom.kind) {
    case "score":
      return `${atom.score} ${against(atom.comparison, atom.points)}`;
    case "prediction": {
      const bound = atom.bound === "expected" ? "" : `${atom.bound} `;
      const percent = atom.of === "lifetime-value" ? "" : "%";
      return `${bound}${wordFor(PREDICTIONS, atom.of)} ${against(atom.comparison, atom.value)}${percent}`;
    }
    case "next-order":
      return `next_order ${length(atom)} ahead`;
    case "rfm":
      return `rfm_${atom.axis} ${against(atom.comparison, atom.fifth)}`;
    case "rfm-group":
      return `rfm_group ${oneOf(RFM_GROUP_WORDS, atom.groups)}`;
    case "count": {
      const each = atom.each === "product" ? " of one product" : "";
      const what = `${formatThings(atom.of, names)}${each}${formatWindow(atom.window)}`;
      return `count ${what} ${against(atom.comparison, atom.count)}`;
    }
    case "sum": {
      const money = atom.money === "whole" ? "" : ` ${wordFor(MONEY, atom.money)}`;
      const what = `${formatThings(atom.of, names)}${money}${formatWindow(atom.window)}`;
      return `sum ${what} ${against(atom.comparison, atom.amount)}`;
    }
    case "share": {
      const what = `order${formatFilters(atom.where, names)}${formatWindow(atom.window)}`;
      return `share ${what} ${against(atom.comparison, atom.percent)}%`;
    }
    case "revenue":
      return `revenue ${atom.comparison} p${atom.percentile}`;
    case "since":
      return `${formatMoment(atom.moment, names)} ${length(atom)} ago`;
    case "sequence":
      return formatSequence(atom, names);
    case "consent":
      return `${atom.channel} consent ${oneOf(CONSENT_STATES, atom.states)}`;
    case "tag":
      return `tag ${quote(atom.tag)}`;
    case "segment":
      return `segment ${quote(atom.handle)}`;
    case "person":
      return `is ${atom.is}`;
    default:
      return assertNever(atom);
  }
}

function formatSequence(
  { moment, followed, by, within }: SequenceAtom,
  names: ConditionNames,
): string {
  const then = followed === "none" ? "then no" : "then";
  const limit = within === null ? "" : ` within ${formatDuration(within)}`;
  return `${formatMoment(moment, names)} ${then} ${formatThingsList(by, names)}${limit}`;
}

const formatMoment = ({ kind, of }: Moment, names: ConditionNames): string =>
  `${kind} ${formatThings(of, names)}`;

const against = (
  comparison: Extract<Atom, { kind: "count" }>["comparison"],
  value: number,
): string => `${wordFor(COMPARISONS, comparison)} ${formatNumber(value)}`;

const length = ({
  comparison,
  duration,
}: Extract<Atom, { kind: "since" | "next-order" }>): string =>
  `${wordFor(LENGTH_COMPARISONS, comparison)} ${formatDuration(duration)}`;

/** "is subscribed", "in (subscribed, pending)" */
function oneOf<T>(vocabulary: Vocabulary<T>, values: readonly T[]): string {
  const words = values.map((value) => wordFor(vocabulary, value));
  return words.length === 1 ? `is ${words.join("")}` : `in (${words.join(", ")})`;
}
