import type { DevStore } from "../../dev-store/start.ts";
import { percentile } from "../bench.ts";
import type { MeasuredPage } from "./page-list.ts";

const WARM_UP = 5;
const TIMES = 60;
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/153.0.0.0 Safari/537.36";

/**
 * Asks one loader after the other for its data, as the app's own navigation does, one request at a time.
 * @returns ms from the request to the last byte, by route
 */
export async function measureLoaders(options: {
  pages: readonly MeasuredPage[];
  appUrl: string;
  devStore: Pick<DevStore, "mintSessionToken">;
  domain: string;
  say(text: string): void;
}): Promise<Map<string, number[]>> {
  const measured = new Map<string, number[]>();
  for (const { path, loaders } of options.pages) {
    for (const loader of loaders) {
      if (measured.has(loader)) continue;
      const times: number[] = [];
      for (let time = 0; time < WARM_UP + TIMES; time += 1) {
        const ms = await ask(options, { path, loader });
        if (time >= WARM_UP) times.push(ms);
      }
      measured.set(loader, times);
      options.say(`  ${loader}: p95 ${Math.round(percentile(times, 0.95))} ms`);
    }
  }
  return measured;
}

async function ask(
  {
    appUrl,
    devStore,
    domain,
  }: { appUrl: string; devStore: Pick<DevStore, "mintSessionToken">; domain: string },
  { path, loader }: { path: string; loader: string },
): Promise<number> {
  const url = new URL(path, appUrl);
  url.searchParams.set("_data", `routes/${loader}`);
  const token = devStore.mintSessionToken(domain);
  const startedAt = performance.now();
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}`, "user-agent": BROWSER },
    redirect: "manual",
  });
  const body = await response.text();
  const ms = performance.now() - startedAt;
  if (response.status !== 200 || response.headers.has("x-remix-error"))
    throw new Error(`${path} answered ${response.status}: ${body.slice(0, 200)}`);
  return ms;
}
