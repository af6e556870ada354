import { Link } from "@shopify/polaris";
import type { ReactNode } from "react";
import { Trans } from "react-i18next";
import { ACTIVITY_SUBJECTS, type ActivitySubject } from "../../pipeline/shared/activity.ts";
import { SECOND_MS } from "../../pipeline/shared/time.ts";
import type { ActivityEntry, ActivityWhat } from "../../queries/activity-entry.ts";
import { refusalWords } from "../quality/refusal-words.ts";
import { SCORES_IN_ORDER } from "../../pipeline/shared/score-names.ts";
import { sourceName } from "../sources/source-words.ts";
import type { Words } from "../words/use-words.ts";

/** The catalogs that a line of the log takes its words from. */
export interface LogWords {
  activity: Words<"activity">;
  quality: Words<"quality">;
  sources: Words<"sources">;
}

type Noted = Extract<ActivityWhat, { type: "noted" }>;
type Told = Extract<ActivityWhat, { type: "told" }>;

/** What a line says, in words; a write of tags says it by its tags. */
export function describeEntry(words: LogWords, { kind, outcome, what }: ActivityEntry): ReactNode {
  const { t, format } = words.activity;
  switch (what.type) {
    case "tag-write":
      return null;
    case "told": {
      const target = kind === "klaviyo" ? "klaviyo" : "flow";
      const became = outcome === "retrying" ? "failed" : outcome;
      return t(`told.${target}.${became}`, { change: describeChange(words.activity, what) });
    }
    case "refused":
      return t("refused.what", {
        count: what.count,
        amount: format.count(what.count),
        source: sourceName(words.sources, what.source),
        what: refusalWords(words.quality, {
          outcome: outcome === "ignored" ? "ignored" : "rejected",
          reason: what.reason,
        }).what,
      });
    case "unreadable":
      return t("unreadable.what", { topic: what.topic });
    case "fit":
      return t("fit.what", { duration: format.duration(what.seconds * SECOND_MS) });
    case "version":
      return (
        <Trans
          t={t}
          i18nKey={what.isInForce ? "version.inForce" : "version.published"}
          values={{ version: what.version, name: what.name }}
          components={{ segment: <SegmentLink handle={what.handle} /> }}
        />
      );
    case "model":
      return t("model.what", { version: what.version });
    case "history":
      return t(`history.${resourceOf(what.resource)}`, {
        count: what.loaded,
        amount: format.count(what.loaded),
      });
    case "data-request":
      return t(what.isOpen ? "dataRequest.open" : "dataRequest.closed");
    case "noted":
      return describeNoted(words.activity, outcome, what);
  }
}

function describeNoted(
  { t, format }: Words<"activity">,
  outcome: ActivityEntry["outcome"],
  { subject, count }: Noted,
): string {
  const counted = { count, amount: format.count(count) };
  const known = asSubject(subject);
  const work = known === null ? subject : t(`work.${known}`);
  if (outcome !== "done") return t("failing.what", { ...counted, work });
  switch (known) {
    case "metafields":
    case "reconcile":
    case "collections":
    case "watched-tags":
    case "addresses":
    case "pixel":
    case "erasure":
    case "retention":
      return t(`did.${known}`, counted);
    default:
      return t("did.other", { work });
  }
}

const asSubject = (name: string): ActivitySubject | null =>
  name in ACTIVITY_SUBJECTS ? (name as ActivitySubject) : null;

const resourceOf = (resource: string): "customers" | "orders" | "products" =>
  resource === "orders" || resource === "products" ? resource : "customers";

function describeChange({ t }: Words<"activity">, { told, segment, score }: Told): string {
  const known = SCORES_IN_ORDER.find((name) => name === score);
  return t(`change.${told}`, {
    segment: segment?.name ?? "",
    score: known === undefined ? (score ?? "") : t(`common:score.${known}`),
  });
}

/** @param props.children set by the sentence that it stands in */
export function SegmentLink({ handle, children = "" }: { handle: string; children?: string }) {
  // Underlined: inside a sentence its color alone would not show it.
  return <Link url={`/app/segments/${handle}`}>{children}</Link>;
}
