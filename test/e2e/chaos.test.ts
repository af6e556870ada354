import { expect, test } from "vitest";
import { runChaos } from "../../scripts/chaos/run-chaos.ts";

/** In whose first storm both kinds of process and the database die, the disk is full and a new version comes. */
const SEED = 6;

// It kills its own database server, again and again; one that is given is nobody's to kill.
test.skipIf(process.env["DATABASE_URL"] !== undefined)(
  "whatever dies, nothing that was acknowledged is lost, counted twice or seen by another shop, and tags are as desired",
  async () => {
    const storm = { ms: 10_000, faults: 13, perSecond: 30 };
    const result = await runChaos({ seed: SEED, isOver: () => true, storm });
    expect(result.violations).toEqual([]);
    expect(result.kills).toBeGreaterThan(2);
    expect(result.acknowledged).toBeGreaterThan(200);
  },
  150_000,
);
