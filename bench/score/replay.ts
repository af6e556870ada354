import { measureReplay } from "./measure-replay.ts";

/** Replays so many events so often, `replay.ts EVENTS TIMES`, tells each time's events a second of a core, and ends. */
const [events = 0, times = 0] = process.argv.slice(2).map(Number);
// As a worker that runs has it: the first time a third goes to V8's compiling of all that is called.
measureReplay(events);
const rates = Array.from({ length: times }, () => Math.round(measureReplay(events)));
process.send?.(rates);
