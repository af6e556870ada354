import type { ActivityEntry } from "../activity-entry.ts";
import { listActivity } from "../list-activity.ts";
import { filterOf, readActivityChoice } from "../read-activity-filter.ts";
import type { CsvValue } from "./csv.ts";
import { exportWords, isoInstant, type ExportList } from "./export-list.ts";

const COLUMNS = [
  "at",
  "activity",
  "outcome",
  "customerId",
  "tagsAdded",
  "tagsRemoved",
  "tagsRepaired",
  "about",
  "count",
  "reason",
] as const;

/** Everything that was done and what could not be, with the page's filters, the newest first. */
export const ACTIVITY: ExportList<(typeof COLUMNS)[number]> = {
  columns: COLUMNS,
  async read({ shopId, params, after, limit, now, sayReason, db }) {
    const filter = filterOf(readActivityChoice(params), now);
    const { entries, next } = await listActivity({ shopId, filter, now, after, limit }, db);
    const records = entries.map((entry) => {
      const { added, removed, repaired, about, count, reason } = detailsOf(entry, sayReason);
      return [
        isoInstant(entry.at),
        entry.kind,
        entry.outcome,
        entry.customerId,
        exportWords(added ?? []),
        exportWords(removed ?? []),
        exportWords(repaired ?? []),
        about ?? null,
        count ?? null,
        reason ?? null,
      ];
    });
    return { records, next };
  },
};

interface Details {
  added?: string[];
  removed?: string[];
  repaired?: string[];
  about?: string | null;
  count?: CsvValue;
  reason?: string | null;
}

function detailsOf({ what }: ActivityEntry, sayReason: (kept: string) => string): Details {
  switch (what.type) {
    case "tag-write":
      return {
        ...what,
        about: what.segment?.name ?? what.cause,
        reason: what.segment === null ? null : sayReason(what.segment.reason),
      };
    case "told":
      return {
        about: what.segment?.name ?? what.score,
        reason: what.error ?? sayReason(what.reason),
      };
    case "refused":
      return { about: what.source, count: what.count, reason: what.reason };
    case "unreadable":
      return { about: what.topic, reason: what.reason };
    case "fit":
      return { about: "fit" };
    case "version":
      return { about: what.handle, count: what.version };
    case "model":
      return { about: "model", count: what.version, reason: what.note };
    case "history":
      return { about: what.resource, count: what.loaded };
    case "data-request":
      return { about: what.isOpen ? "open" : "closed" };
    case "noted":
      return { about: what.subject, count: what.count, reason: what.reason };
  }
}
