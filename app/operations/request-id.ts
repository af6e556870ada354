import { randomUUID } from "node:crypto";

/** What balancers and other services make: UUIDs, trace ids, ids with a prefix. Nothing that could break a line of a log. */
const SANE = /^[A-Za-z0-9][A-Za-z0-9._:=-]{7,127}$/;

/**
 * The id by which a request is found in logs: the one that came with it, so that one id goes through all services, or a new
 * one where none came or what came could be anything.
 */
export function readRequestId(header: string | string[] | undefined): string {
  return typeof header === "string" && SANE.test(header) ? header : randomUUID();
}
