import type pg from "pg";
import { findPreset } from "../pipeline/score/presets.ts";
import type { ProfileScores, Score, ScoreName } from "../pipeline/score/scores.ts";
import { dayEnd } from "../pipeline/score/score-history.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { dayOf } from "../pipeline/shared/time.ts";
import { explainScores } from "./explain-scores.ts";

/** What a customer's page shows of a day of the past. */
export type Past =
  | {
      outcome: "explained";
      asOf: number;
      ledger: Record<ScoreName, Score>;
      /** By which numbers: the version, and the name of the preset that it came from; null: the shop's own. */
      version: number;
      preset: string | null;
    }
  | { outcome: "not-a-day" }
  | { outcome: "in-the-future" };

/**
 * A customer's scores at the end of a day of UTC, given as "2026-11-20"; of today as of now. Nothing is
 * asked where no day is given.
 */
export async function readPast(options: {
  pool: pg.Pool;
  shopId: number;
  customerId: string;
  day: string | null;
  now: number;
}): Promise<Past | null> {
  const { pool, shopId, customerId, now } = options;
  if (options.day === null) return null;
  const day = parseDay(options.day);
  if (day === null) return { outcome: "not-a-day" };
  const asOf = day === dayOf(now) ? now : dayEnd(day);
  const answer = await explainScores({ pool, shopId, customerId, asOf, now });
  switch (answer.outcome) {
    case "explained":
      return {
        outcome: "explained",
        asOf,
        ledger: ledgerOf(answer.scores),
        version: answer.model.version,
        preset: findPreset(answer.model.preset ?? "")?.name ?? null,
      };
    case "in-the-future":
      return { outcome: "in-the-future" };
    case "unknown-customer":
      // Gone since the page's other parts were read: they say so at the next load.
      return null;
    case "unknown-version":
      throw new Error("No version was asked for");
    default:
      return assertNever(answer);
  }
}

const ledgerOf = ({ intent, engagement, value, behavior }: ProfileScores) => ({
  intent,
  engagement,
  value,
  behavior,
});

function parseDay(text: string): number | null {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return Number.isNaN(at) ? null : dayOf(at);
}
