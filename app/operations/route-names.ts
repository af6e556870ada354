/** A route as Remix's build lists it. */
export interface BuiltRoute {
  id: string;
  parentId?: string | undefined;
  path?: string | undefined;
  index?: boolean | undefined;
}

/** What matches no route: addresses that somebody made up must not become names. */
const OTHER = "other";
const ASSETS = "/assets/*";

/**
 * Names requests by the pattern of their route, so that there are as many names as routes, whatever is asked for: names are
 * labels of metrics, and each label is a series that is kept for good.
 * @param endpoints patterns of what stands ahead of Remix, e.g. "/v1/:call"
 */
export function createRouteNames(
  endpoints: readonly string[],
  routes: readonly BuiltRoute[],
): (path: string) => string {
  const byId = new Map(routes.map((route) => [route.id, route]));
  const patterns = new Set([...endpoints, ...routes.map((route) => patternOf(route, byId))]);
  const exact = new Set([...patterns].filter((pattern) => !/[:*]/.test(pattern)));
  const open = [...patterns]
    .filter((pattern) => /[:*]/.test(pattern))
    // What says more of itself goes first: "/app/export/:list" before "/auth/*".
    .toSorted((a, b) => a.split("*").length - b.split("*").length || b.length - a.length)
    .map((pattern) => ({ pattern, matches: toExpression(pattern) }));
  return (path) => {
    if (exact.has(path)) return path;
    if (path.startsWith("/assets/")) return ASSETS;
    return open.find(({ matches }) => matches.test(path))?.pattern ?? OTHER;
  };
}

function patternOf(route: BuiltRoute, byId: ReadonlyMap<string, BuiltRoute>): string {
  const parts: string[] = [];
  for (let at: BuiltRoute | undefined = route; at !== undefined; at = byId.get(at.parentId ?? "")) {
    if (at.path !== undefined && at.path !== "") parts.unshift(at.path.replace(/^\/|\/$/g, ""));
  }
  return `/${parts.join("/")}`;
}

function toExpression(pattern: string): RegExp {
  const source = pattern
    .split("/")
    .map((part) =>
      part.startsWith(":")
        ? "[^/]+"
        : part === "*"
          ? ".*"
          : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"),
    )
    .join("/");
  return new RegExp(`^${source}/?$`);
}
