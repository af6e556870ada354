import type { Browser } from "playwright-core";
import { readScriptTime } from "./read-profile.ts";
import type { ScriptTime } from "./read-profile.ts";

/** As Lighthouse measures a phone: its processor, its network ("slow 4G") and its window. */
const CPU_SLOWDOWN = 4;
const ROUND_TRIP_MS = 150;
const BITS_PER_SECOND = 1.6 * 1024 * 1024;
const VIEWPORT = { width: 412, height: 823 };

/** The script sends after five seconds, and everything before that is its work on a page that is only read. */
const WATCHED_MS = 6_500;
const LONG_TASK_MS = 50;
const SAMPLE_EVERY_US = 200;

export interface LoadMeasures extends ScriptTime {
  lcpMs: number;
  /** Total blocking time: what tasks after the first paint took beyond 50 ms each. */
  tbtMs: number;
  longTasks: number;
}

export interface MeasuredPage {
  url: string;
  /** An address of the same origin without a page: the profiler does not follow from one origin to another. */
  start: string;
  userAgent: string;
  /** Part of the script's address. */
  script: string;
}

/** Loads a page as a visitor who was never there, and who has agreed to be measured by the shop. */
export async function measureLoad(
  browser: Browser,
  { url, start, userAgent, script }: MeasuredPage,
): Promise<LoadMeasures> {
  const context = await browser.newContext({ viewport: VIEWPORT, userAgent, isMobile: true });
  try {
    const page = await context.newPage();
    await page.goto(start);
    await page.evaluate(() =>
      localStorage.setItem("consent bench.myshopify.com", '{"analytics":true,"marketing":true}'),
    );
    const devtools = await context.newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
    await devtools.send("Network.enable");
    await devtools.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: ROUND_TRIP_MS,
      downloadThroughput: BITS_PER_SECOND / 8,
      uploadThroughput: BITS_PER_SECOND / 8,
    });
    await devtools.send("Profiler.enable");
    await devtools.send("Profiler.setSamplingInterval", { interval: SAMPLE_EVERY_US });
    await devtools.send("Profiler.start");
    await page.goto(url, { waitUntil: "load" });
    await page.waitForTimeout(WATCHED_MS);
    const vitals = await page.evaluate(readVitals, LONG_TASK_MS);
    const { profile } = await devtools.send("Profiler.stop");
    return { ...vitals, ...readScriptTime(profile, script) };
  } finally {
    await context.close();
  }
}

/** Runs in the page. */
async function readVitals(
  longTaskMs: number,
): Promise<{ lcpMs: number; tbtMs: number; longTasks: number }> {
  const entriesOf = (type: string): Promise<PerformanceEntryList> =>
    new Promise((resolve) => {
      const observer = new PerformanceObserver((list) => {
        observer.disconnect();
        resolve(list.getEntries());
      });
      observer.observe({ type, buffered: true });
      // A page without such entries calls nobody.
      setTimeout(() => resolve([]), 300);
    });
  const paints = await entriesOf("largest-contentful-paint");
  const [firstPaint] = performance.getEntriesByName("first-contentful-paint");
  const from = firstPaint?.startTime ?? 0;
  const tasks = (await entriesOf("longtask")).filter(({ startTime }) => startTime >= from);
  return {
    lcpMs: paints.at(-1)?.startTime ?? Number.NaN,
    tbtMs: tasks.reduce((sum, { duration }) => sum + duration - longTaskMs, 0),
    longTasks: tasks.length,
  };
}
