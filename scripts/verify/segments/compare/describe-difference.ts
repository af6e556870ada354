import { formatCondition } from "../../../../app/pipeline/segment/text/format-condition.ts";
import type { Condition } from "../../../../app/pipeline/segment/condition-tree.ts";
import type { Definition } from "../definition.ts";
import { profileHistories } from "../simulate/profile-histories.ts";
import type { ProfileHistory } from "../simulate/profile-histories.ts";
import type { World } from "../simulate/world.ts";
import { DAY_MS } from "../simulate/world.ts";
import type { Difference } from "./checks.ts";

const AROUND_MS = 3 * DAY_MS;
const MOST_EVENTS = 30;

/** A difference in lines for whoever looks for its cause: the definition, the instant, and what was told around it. */
export function describeDifference(
  difference: Difference,
  { world, definitions }: { world: World; definitions: readonly Definition[] },
): string[] {
  const { handle, name, at, reason, naive, product } = difference;
  const definition = definitions.find((one) => one.handle === handle);
  const history = profileHistories(world).find((one) => one.name === name);
  const word = (member: boolean): string => (member ? "in" : "out");
  return [
    `${name} in ${handle} at ${iso(at)} (${reason}, ${world.timeZone}): naive ${word(naive)}, product ${word(product)}`,
    ...(definition === undefined ? [] : describeDefinition(definition)),
    ...(history === undefined ? [] : eventsAround(history, at)),
  ];
}

const iso = (at: number): string => new Date(at).toISOString();

function describeDefinition(definition: Definition): string[] {
  const { condition, leaveWhen, minimumStayMs, minimumAbsenceMs } = definition;
  return [
    ...labelled("enters", condition),
    ...(leaveWhen === null ? [] : labelled("leaves", leaveWhen)),
    `  stays ${minimumStayMs} ms and stays out ${minimumAbsenceMs} ms at least`,
  ];
}

/** A condition as text, which can be put into the editor as it is. */
const labelled = (label: string, condition: Condition): string[] => [
  `  ${label}:`,
  ...formatCondition(condition)
    .split("\n")
    .map((line) => `    ${line}`),
];

function eventsAround(history: ProfileHistory, at: number): string[] {
  const signals = history.signals.map(({ signal, trust, about, occurredAt, knownAt }) => ({
    at: knownAt,
    text: `${signal} ${trust} ${about ?? ""} of ${iso(occurredAt)}`,
  }));
  const orders = history.orders.map((order) => ({
    at: order.placedAt,
    text: `order ${JSON.stringify(order)}`,
  }));
  const others = [...history.consents, ...history.tags].map((told) => ({
    at: told.at,
    text: JSON.stringify(told),
  }));
  return [...signals, ...orders, ...others]
    .filter((told) => Math.abs(told.at - at) <= AROUND_MS)
    .sort((a, b) => a.at - b.at)
    .slice(-MOST_EVENTS)
    .map((told) => `  ${iso(told.at)} ${told.text}`);
}
