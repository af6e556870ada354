import { readFileSync } from "node:fs";
import { DESKTOP_BROWSER } from "../../dev-store/network/desktop-browser.ts";
import type { AppWorld } from "./app-world.ts";
import { ROOT } from "./source-files.ts";

export interface Answer {
  status: number;
  /** Where it leads, "" for nowhere. */
  location: string;
  body: string;
}

/** Asks as a browser: Shopify's library turns robots away before it asks for anything. */
export async function ask(
  { appUrl }: Pick<AppWorld, "appUrl">,
  path: string,
  init: RequestInit = {},
): Promise<Answer> {
  const response = await fetch(`${appUrl}${path}`, {
    redirect: "manual",
    ...init,
    headers: { "user-agent": DESKTOP_BROWSER, ...init.headers },
  });
  const { status, headers } = response;
  const location = headers.get("location") ?? headers.get("x-remix-redirect") ?? "";
  const isStream = headers.get("content-type")?.startsWith("text/event-stream") === true;
  // A stream has no end that could be waited for.
  if (isStream) await response.body?.cancel();
  return { status, location, body: isStream ? "" : await response.text() };
}

/**
 * Whether a request was turned away for want of a proof: 401, or sent to the way into the app. That what it asks for is missing,
 * or that its body cannot be read, is no such answer: it comes from a route that went to look.
 */
export const isTurnedAway = ({ status, location }: Answer): boolean =>
  status === 401 ||
  ([204, 302].includes(status) && /^\/auth\/(login|session-token)\b/.test(location));

/** The address that a route's file answers, with `filled` in the place of what it leaves open. */
export const pathOf = (file: string, filled: Record<string, string> = {}): string =>
  `/${file
    .replace(/\.tsx?$/, "")
    .split(".")
    .filter((part) => part !== "_index")
    .map((part) => part.replace(/_$/, ""))
    .map((part) => filled[part] ?? part)
    .join("/")}`;

/** What names a shop in an address without being a proof of anything, as the admin sends it. */
const queryOf = (domain: string): URLSearchParams => {
  const host = `admin.shopify.com/store/${domain.split(".")[0]}`;
  return new URLSearchParams({ shop: domain, embedded: "1", host: btoa(host).replace(/=+$/, "") });
};

/** Opens a page as the admin's frame does, which has its token in the address. */
export function openPage(
  world: Pick<AppWorld, "appUrl">,
  path: string,
  { domain, token, init }: { domain: string; token: string | null; init?: RequestInit },
): Promise<Answer> {
  const query = queryOf(domain);
  if (token !== null) query.set("id_token", token);
  return ask(world, `${path}?${query}`, init);
}

/** Asks each of what a route's file exports alone, without the pages around it, with the token that App Bridge adds. */
export async function callRoute(
  world: Pick<AppWorld, "appUrl">,
  route: { file: string; path: string },
  { domain, token }: { domain: string; token: string | null },
): Promise<Answer[]> {
  const source = readFileSync(`${ROOT}app/routes/${route.file}`, "utf8");
  const exported = (name: string): boolean =>
    new RegExp(`^export (async function|function|const) ${name}\\b`, "m").test(source);
  const query = queryOf(domain);
  if (route.file.endsWith(".tsx")) query.set("_data", `routes/${route.file.replace(/\.tsx$/, "")}`);
  const address = `${route.path}?${query}`;
  const headers: Record<string, string> =
    token === null ? {} : { authorization: `Bearer ${token}` };
  const answers: Answer[] = [];
  if (exported("loader")) answers.push(await ask(world, address, { headers }));
  if (exported("action")) {
    const json = { ...headers, "content-type": "application/json" };
    answers.push(await ask(world, address, { method: "POST", body: "{}", headers: json }));
  }
  if (answers.length === 0) throw new Error(`${route.file} exports nothing that answers`);
  return answers;
}
