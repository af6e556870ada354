import { setTimeout as sleep } from "node:timers/promises";
import { DESKTOP_BROWSER } from "../../../dev-store/network/desktop-browser.ts";
import type { PageRead } from "../plan/action.ts";
import { BOUGHT } from "../world/open-shops.ts";

const ANSWER_MS = 10_000;
const PAUSE_MS = 250;

/** What the admin asks the app for when a merchant opens a page, or has a list saved. */
export const ADDRESSES: Record<PageRead, string> = {
  home: "/app?index&_data=routes%2Fapp._index",
  customers: "/app/customers?index&_data=routes%2Fapp.customers._index",
  segment: `/app/segments/${BOUGHT.handle}?_data=routes%2Fapp.segments.%24handle`,
  activity: "/app/activity?_data=routes%2Fapp.activity",
  export: "/app/export/customers",
};

/** Ids of the dev store, and shops' domains: what tells whose something is. */
const NAMES = /\d{13}|[a-z0-9-]+\.myshopify\.com/g;

/** What a shop was told. */
export interface Sightings {
  /** Reads that were answered as asked. */
  reads: number;
  /** The names that stood in any answer, refusals too. */
  names: Set<string>;
}

/** Who asks, with a session token that holds for a minute. */
export interface Merchant {
  domain: string;
  token: () => string;
}

/** What the admin sends; with a form it is an order. */
export interface Asked {
  address: string;
  form?: Record<string, string>;
}

/** The merchants' eyes and hands: asks as they do, until each request is answered. */
export interface Reader {
  read(who: Merchant, page: PageRead): Promise<void>;
  /** The same with what counts as no read. */
  ask(who: Merchant, asked: Asked): Promise<void>;
  /** Not answered yet. */
  pending(): number;
  /** What a shop was told since it was asked for the last time. */
  take(domain: string): Sightings;
}

export function createReader(url: string): Reader {
  const seen = new Map<string, Sightings>();
  const of = (domain: string): Sightings => {
    const sightings = seen.get(domain) ?? { reads: 0, names: new Set() };
    seen.set(domain, sightings);
    return sightings;
  };
  let pending = 0;
  const once = async ({ domain, token }: Merchant, { address, form }: Asked): Promise<boolean> => {
    const order = form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) };
    try {
      const answer = await fetch(new URL(address, url), {
        ...order,
        headers: { "user-agent": DESKTOP_BROWSER, authorization: `Bearer ${token()}` },
        redirect: "manual",
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      const text = await answer.text();
      for (const [name] of text.matchAll(NAMES)) of(domain).names.add(name);
      return answer.status === 200 && !answer.headers.has("x-remix-error");
    } catch {
      return false;
    }
  };
  const ask: Reader["ask"] = async (who, asked) => {
    pending += 1;
    while (!(await once(who, asked))) await sleep(PAUSE_MS);
    pending -= 1;
  };
  return {
    ask,
    async read(who, page) {
      await ask(who, { address: ADDRESSES[page] });
      of(who.domain).reads += 1;
    },
    pending: () => pending,
    take(domain) {
      const taken = of(domain);
      seen.delete(domain);
      return taken;
    },
  };
}
