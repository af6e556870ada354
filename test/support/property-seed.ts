import fc from "fast-check";

/**
 * What properties draw. In CI the same at every run, so that a red run tells of the change and not of the draw; elsewhere another
 * each time, as fast-check chooses it and names it at a failure. FC_SEED has one drawn again.
 *
 * Files of the integration project that draw import this themselves: in a process for each file, loading fast-check for all
 * of them would cost more than it gives.
 */
const SEED_OF_CI = "20261127";

const seed = process.env["FC_SEED"] ?? (process.env["CI"] === undefined ? undefined : SEED_OF_CI);
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });
