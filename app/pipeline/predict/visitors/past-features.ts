import { ACTIVITIES } from "./activity.ts";
import type { Activity } from "./activity.ts";
import { FADING_TRACKS } from "./fading-counts.ts";
import { ofCount, ofTime } from "./visitor-feature.ts";
import type { VisitorFeature } from "./visitor-feature.ts";

const countOf = (activity: Activity): VisitorFeature => {
  const place = ACTIVITIES.indexOf(activity);
  return { name: `before_${activity}`, read: ({ before }) => ofCount(before[place] ?? 0) };
};

/** Who comes: sessions and purchases before this session, how long ago, and counts that fade. */
export const PAST_FEATURES: readonly VisitorFeature[] = [
  { name: "events", read: ({ events }) => ofCount(events) },
  ...(["product", "cart", "add", "checkout"] as const).map(countOf),
  { name: "sessions", read: ({ sessions }) => ofCount(sessions) },
  { name: "known_for", read: ({ firstAt }, { at }) => ofTime(firstAt, at) },
  {
    name: "away_for",
    read: ({ leftAt, session }) => ofTime(leftAt, session.startedAt ?? 0),
  },
  { name: "purchases", read: ({ purchases }) => ofCount(purchases) },
  { name: "purchase_age", read: ({ purchasedAt }, { at }) => ofTime(purchasedAt, at) },
  {
    name: "purchases_per_session",
    read: ({ purchases, sessions }) => purchases / (sessions + 1),
  },
  {
    name: "usual_pace",
    read: ({ dwellMs, dwells }) => (dwells === 0 ? null : ofTime(0, dwellMs / dwells)),
  },
  ...FADING_TRACKS.map(({ name }, place) => ({
    name,
    read: ({ fading }: { fading: number[] }) => ofCount(fading[place] ?? 0),
  })),
];
