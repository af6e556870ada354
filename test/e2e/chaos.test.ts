import { expect, test } from "vitest";
import type { Trouble } from "../../scripts/chaos/fault-counts.ts";
import { planStorm } from "../../scripts/chaos/plan/plan-storm.ts";
import { runChaos } from "../../scripts/chaos/run-chaos.ts";

/** In whose first storm each role is killed and deployed, and the database is whole again soon after the traffic ends. */
const SEED = 18806;
/** As many faults as a deck has: each kind is there. */
const STORM = { ms: 12_000, faults: 16, perSecond: 30 };

// It kills its own database server, again and again; one that is given is nobody's to kill.
test.skipIf(process.env["DATABASE_URL"] !== undefined)(
  "whatever dies, nothing that was acknowledged is lost, counted twice or seen by another shop, nothing of the erased is left, and tags are as desired",
  async () => {
    const result = await runChaos({ seed: SEED, isOver: () => true, storm: STORM });
    expect(result.violations).toEqual([]);
    expect(result.acknowledged).toBeGreaterThan(200);
    // Two customers of the busy shop and one of each other, visitors besides; and each merchant read each page.
    expect(result.erased).toBeGreaterThan(5);
    expect(result.reads).toBe(15);

    // It survived faults that there were: of each kind something was seen.
    expect(result.broken).toEqual([]);
    const drawn = planStorm({ seed: SEED, storm: 0, ...STORM }).map(({ what }) => what.kind);
    const kinds = new Set<Trouble>([...drawn, "duplicate-deliveries", "lost-answers"]);
    expect(kinds.size).toBe(14);
    expect(Object.keys(result.faults).toSorted()).toEqual([...kinds].toSorted());
    const unseen = Object.entries(result.faults).filter(([, { tookEffect }]) => tookEffect === 0);
    expect(unseen).toEqual([]);
    expect(result.kills).toBeGreaterThan(2);
  },
  240_000,
);
