import type { BadgeProps } from "@shopify/polaris";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { SourceState } from "../../queries/judge-source.ts";
import type { Status } from "../../queries/read-status.ts";
import type { EmbedStatus } from "../../queries/read-setup.ts";
import type { SourceStatus } from "../../queries/read-sources.ts";
import type { Words } from "../words/use-words.ts";

/** One line of "is it working". */
export interface HealthRow {
  name: string;
  label: string;
  tone: Exclude<BadgeProps["tone"], undefined> | null;
  /** How old what it brought is, or what is behind; empty where there is nothing to say. */
  age: string;
  needsYou: boolean;
}

interface HealthFacts {
  asOf: Instant;
  embed: EmbedStatus;
  sources: readonly Pick<SourceStatus, "source" | "state" | "lastHeardAt">[];
  status: Status;
  isBackfilling: boolean;
}

const TONES: Record<SourceState["kind"], HealthRow["tone"]> = {
  alive: "success",
  complete: "success",
  quiet: "attention",
  unheard: "info",
  working: "info",
  off: null,
  failing: "critical",
};

/** Shorter than this, a queue is just the work in hand. */
const CURRENT_WITHIN_MS = 10_000;

/** Everything that must work, worst things told by tone and word; what the merchant chose not to connect is left out. */
export function describeHealth(words: Words<"home">, facts: HealthFacts): HealthRow[] {
  const { sources } = facts;
  const shown = sources.filter(
    ({ source, state }) => source !== "backfill" && state.kind !== "off",
  );
  return [
    ...shown.map((source) => describeSource(words, source, facts)),
    describeScores(words, facts),
    describeTags(words, facts),
  ];
}

function describeSource(
  { t, format }: Words<"home">,
  { source, state, lastHeardAt }: HealthFacts["sources"][number],
  { embed, asOf }: HealthFacts,
): HealthRow {
  const isOff = source === "proxy" && embed === "inactive";
  const kind = isOff ? "inactive" : state.kind;
  return {
    name: t(`health.source.${source as Exclude<typeof source, "backfill">}`),
    label: t(`health.state.${kind}`),
    tone: isOff ? "warning" : TONES[state.kind],
    age: lastHeardAt === null ? t("health.never") : format.ago(lastHeardAt, asOf),
    needsYou: isOff || state.kind === "failing",
  };
}

function describeScores(words: Words<"home">, { status, asOf }: HealthFacts): HealthRow {
  const { t, format } = words;
  const behindMs = status.dueSince === null ? 0 : asOf - status.dueSince;
  const isCurrent = behindMs < CURRENT_WITHIN_MS;
  return {
    name: t("health.scores"),
    label: isCurrent
      ? t("health.current")
      : t("health.behind", { time: format.duration(behindMs) }),
    tone: isCurrent ? "success" : "attention",
    age:
      status.due === 0
        ? t("health.asOf", { at: format.clock(asOf) })
        : t("health.due", amountOf(words, status.due, status.isMoreDue)),
    needsYou: false,
  };
}

function describeTags(words: Words<"home">, { status, isBackfilling }: HealthFacts): HealthRow {
  const { t } = words;
  const { refusedCustomers, waitingCustomers, isMoreWaiting, tags } = status;
  const row = { name: t("health.tags"), needsYou: false };
  if (isBackfilling) {
    return { ...row, label: t("health.state.working"), tone: "info", age: t("health.tagsLater") };
  }
  if (refusedCustomers > 0) {
    const age = t("health.refusedOn", amountOf(words, refusedCustomers));
    return { ...row, label: t("health.refused"), tone: "critical", age, needsYou: true };
  }
  if (waitingCustomers > 0) {
    const age = t("health.waiting", amountOf(words, waitingCustomers, isMoreWaiting));
    return { ...row, label: t("health.writing"), tone: "info", age };
  }
  const age = t("health.tagsOn", amountOf(words, tags));
  return { ...row, label: t("health.current"), tone: "success", age };
}

/** A number for a sentence with plural forms; of a count that stopped at its bound "more than". */
function amountOf({ t, format }: Words<"home">, count: number, isMore = false) {
  const amount = format.count(count);
  return { count, amount: isMore ? t("moreThan", { amount }) : amount };
}
