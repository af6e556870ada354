import type { PointsModel } from "../../score/model.ts";
import { ACTIVITIES } from "../visitors/activity.ts";
import { FADING_TRACKS } from "../visitors/fading-counts.ts";
import { pointsAt } from "../visitors/points-meter.ts";
import { ofCount, ofTime } from "../visitors/visitor-feature.ts";
import type { VisitorState } from "../visitors/visitor-state.ts";
import type { Instant } from "../../shared/time.ts";

/** Somebody as of an instant between their events. */
export interface Moment {
  state: VisitorState;
  points: PointsModel;
  asOf: Instant;
}

interface NewcomerFeature {
  name: string;
  read: (moment: Moment) => number;
}

const CHECKOUT = ACTIVITIES.indexOf("checkout");
const LASTING = ["1d", "14d"] as const;

/** A fading count as of an instant after the last event. */
function fadedTo({ state, asOf }: Moment, name: string): number {
  const place = FADING_TRACKS.findIndex((track) => track.name === name);
  const { halfLifeMs } = FADING_TRACKS[place] ?? { halfLifeMs: 1 };
  const silentMs = asOf - (state.last?.at ?? asOf);
  return (state.fading[place] ?? 0) * 2 ** (-silentMs / halfLifeMs);
}

/** How long silent, how long known, how often there, how far on the way to a purchase: each finite. */
const FEATURES: readonly NewcomerFeature[] = [
  { name: "silence", read: ({ state, asOf }) => ofTime(state.last?.at ?? asOf, asOf) ?? 0 },
  { name: "known_for", read: ({ state, asOf }) => ofTime(state.firstAt ?? asOf, asOf) ?? 0 },
  { name: "events", read: ({ state }) => ofCount(state.events) },
  { name: "sessions", read: ({ state }) => ofCount(state.sessions + 1) },
  { name: "products", read: ({ state }) => ofCount(state.shelf.length) },
  { name: "cart_pieces", read: ({ state }) => ofCount(state.cart.pieces) },
  { name: "furthest", read: ({ state }) => state.cart.furthest },
  {
    name: "checkouts",
    read: ({ state: { before, session } }) =>
      ofCount((before[CHECKOUT] ?? 0) + (session.counts[CHECKOUT] ?? 0)),
  },
  ...["events", "looks", "carts"].flatMap((counted) =>
    LASTING.map((span) => ({
      name: `fading_${counted}_${span}`,
      read: (moment: Moment) => ofCount(fadedTo(moment, `fading_${counted}_${span}`)),
    })),
  ),
  {
    name: "intent_points",
    read: ({ state, points, asOf }) => ofCount(pointsAt(state.points, points, asOf)),
  },
];

/** The names of what `describeNewcomer` tells, in its order. A fitted model holds them, so that it never reads others. */
export const NEWCOMER_FEATURES: readonly string[] = FEATURES.map(({ name }) => name);

/** Somebody with events, as of an instant at or after the last of them: one finite number for each feature. */
export const describeNewcomer = (moment: Moment): Float64Array =>
  Float64Array.from(FEATURES, ({ read }) => read(moment));
