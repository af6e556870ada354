import { readStoredEvent } from "../../app/pipeline/capture/read-stored-event.ts";
import { findClientWindows, WHOLE } from "../../app/pipeline/normalize/client-windows.ts";
import { foldEvents } from "../../app/pipeline/normalize/fold.ts";
import { resolveIdentities } from "../../app/pipeline/normalize/identity.ts";
import { normalizeRawEvent } from "../../app/pipeline/normalize/normalize.ts";
import { computeBenchmarks } from "../../app/pipeline/score/benchmarks.ts";
import { DEFAULT_MODEL } from "../../app/pipeline/score/default-model.ts";
import { scoreProfile } from "../../app/pipeline/score/score-profile.ts";
import type { SlotRow } from "../../app/pipeline/shared/records.ts";
import { dayOf, dayStart } from "../../app/pipeline/shared/time.ts";
import { anyOf, drawBatches } from "./draw-batches.ts";

const EVENTS_PER_BATCH = 20;
const EVENTS_PER_BROWSER = 40;
const NOW = Date.parse("2026-11-20T15:00:00Z");

/**
 * Events a second of this process's processor from stored raw events in memory to the scores of everybody: read by
 * their schema, normalized, identities resolved, folded, scored. Nothing waits for anything.
 */
export function measureReplay(events: number): number {
  const batches = drawBatches({
    batches: Math.ceil(events / EVENTS_PER_BATCH),
    eventsEach: EVENTS_PER_BATCH,
    choose: anyOf(Math.ceil(events / EVENTS_PER_BROWSER)),
    until: NOW,
    seed: 1,
  });
  const before = process.cpuUsage();
  const told = batches.map((batch) =>
    normalizeRawEvent({
      ...readStoredEvent(batch),
      receivedAt: batch.receivedAt,
      currency: "EUR",
    }),
  );
  const links = told.flatMap((telling) => telling.links);
  const resolved = resolveIdentities({ identities: [], links });
  const windows = findClientWindows(links, resolved);
  const rowsOf = new Map<string, SlotRow[]>();
  for (const [key, rows] of foldEvents(told.flatMap((telling) => telling.events))) {
    const root = resolved.roots.get(key) ?? key;
    const { countsFrom, countsUntil } = windows.get(key) ?? WHOLE;
    const list = rowsOf.get(root) ?? [];
    for (const row of rows)
      if (row.slot >= (countsFrom ?? -Infinity) && row.slot < (countsUntil ?? Infinity))
        list.push(row);
    rowsOf.set(root, list);
  }
  const benchmarks = computeBenchmarks({ customers: [], dayStart: dayStart(dayOf(NOW)) });
  let scored = 0;
  for (const rows of rowsOf.values()) {
    const scores = scoreProfile({
      ...{ facts: { rows, orders: [] }, benchmarks, model: DEFAULT_MODEL, asOf: NOW },
    });
    if (scores.behavior.points !== null) scored += 1;
  }
  if (scored < rowsOf.size / 2) throw new Error(`Only ${scored} of ${rowsOf.size} have a score`);
  const { user, system } = process.cpuUsage(before);
  return (batches.length * EVENTS_PER_BATCH) / ((user + system) / 1e6);
}
