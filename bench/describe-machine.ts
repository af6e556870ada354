import { cpus, loadavg, totalmem } from "node:os";
import { round } from "./bench.ts";

const GIBIBYTE = 1024 ** 3;

/** Where something was measured, and how busy it was with other things: a number without that says little. */
export function describeMachine(): string {
  const [first] = cpus();
  const load = loadavg().map(round).join(" ");
  return [
    `${cpus().length} x ${first?.model.trim() ?? "an unknown processor"}`,
    `${Math.round(totalmem() / GIBIBYTE)} GiB`,
    `Node ${process.versions.node}`,
    `load ${load}`,
  ].join(", ");
}
