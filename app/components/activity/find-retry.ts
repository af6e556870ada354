import type { ActivityEntry } from "../../queries/activity-entry.ts";

/** What the action is asked to have a line's work tried again; null: there is nothing to try, or it goes on by itself. */
export function findRetry({ outcome, what }: ActivityEntry): Record<string, string> | null {
  if (outcome === "done" || outcome === "ignored") return null;
  switch (what.type) {
    case "told":
      return { retry: "told", announcementId: String(what.announcementId) };
    case "unreadable":
      return what.isKept ? { retry: "unreadable", rawEventId: String(what.rawEventId) } : null;
    case "noted":
      switch (what.subject) {
        case "metafields":
        case "pixel":
        case "fit":
          return { retry: what.subject };
        default:
          return null;
      }
    case "tag-write":
    case "refused":
    case "fit":
    case "version":
    case "model":
    case "history":
    case "data-request":
      return null;
  }
}
