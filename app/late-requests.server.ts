import type { ServerResponse } from "node:http";
import type { ServerBuild } from "@remix-run/node";
import { readLate, type WaitedFor } from "./db/late-error.ts";
import { logger } from "./logger.server.ts";
import { refuseOverload, RETRY_LATER } from "./endpoints/refuse-overload.ts";

/** One line of the log for all that is refused meanwhile; how much it is the metric tells. */
const LOG_EVERY_MS = 5000;

export interface LateRequests {
  /**
   * Answers a program's request that waited for the database too long: with 503 and `Retry-After`.
   * @returns false where the error tells of something else
   */
  answer(response: ServerResponse, error: unknown): boolean;
  /** The same for what Remix answers: people see the page of what failed, which says what to do. */
  answerRoutes(build: ServerBuild): ServerBuild;
}

/** Has the end of a wait (late-error.ts) answered, counted and logged, in one place for all that the process answers. */
export function createLateRequests(count: (waitedFor: WaitedFor) => void): LateRequests {
  let loggedAt = -Infinity;
  const note = (waitedFor: WaitedFor): void => {
    count(waitedFor);
    if (performance.now() - loggedAt < LOG_EVERY_MS) return;
    loggedAt = performance.now();
    logger.warn({ waitedFor }, "Requests wait too long for the database, and are refused");
  };
  const bound = <A extends unknown[]>(work: (...all: A) => unknown) => {
    return async (...all: A): Promise<unknown> => {
      try {
        return await work(...all);
      } catch (error) {
        const late = readLate(error);
        if (late === null) throw error;
        note(late.waitedFor);
        throw new Response("The database does not answer in time. Try again in a moment.", {
          status: 503,
          headers: RETRY_LATER,
        });
      }
    };
  };
  return {
    answer(response, error) {
      const late = readLate(error);
      if (late === null) return false;
      note(late.waitedFor);
      refuseOverload(response);
      return true;
    },
    answerRoutes: (build) => ({ ...build, routes: boundRoutes(build.routes, bound) }),
  };
}

type Routes = ServerBuild["routes"];
type Route = NonNullable<Routes[string]>;

function boundRoutes(
  routes: Routes,
  bound: <A extends unknown[]>(work: (...all: A) => unknown) => (...all: A) => Promise<unknown>,
): Routes {
  const boundRoute = (route: Route): Route => {
    const { loader, action } = route.module;
    const module = {
      ...route.module,
      ...(loader === undefined ? {} : { loader: bound(loader) }),
      ...(action === undefined ? {} : { action: bound(action) }),
    };
    return { ...route, module: module as Route["module"] };
  };
  const entries = Object.entries(routes).map(([id, route]) => [id, route && boundRoute(route)]);
  return Object.fromEntries(entries) as Routes;
}
