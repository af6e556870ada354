import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import type { Browser, Frame, Page } from "playwright-core";
import { USER_AGENT } from "../../test/support/launch-browser.ts";
import type { MeasuredPage } from "./page-list.ts";

const VITALS = readFileSync(
  createRequire(import.meta.url)
    .resolve("web-vitals")
    .replace(/[^/]+$/, "web-vitals.iife.js"),
  "utf8",
);
/** Runs in every frame before its own scripts; only the app's frame is read. */
const COLLECT = `${VITALS};
window.vitals = {};
for (const name of ["LCP", "CLS", "INP"])
  webVitals["on" + name](({ value }) => { window.vitals[name] = value; }, { reportAllChanges: true, durationThreshold: 16 });
window.moved = null;
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput, sources } of list.getEntries()) {
    if (hadRecentInput || value <= (window.moved?.value ?? 0)) continue;
    window.moved = { value, what: sources.map(({ node }) => (node?.outerHTML ?? String(node)).slice(0, 120)).join(" | ") };
  }
}).observe({ type: "layout-shift", buffered: true });`;

const VIEWPORT = { width: 1280, height: 900 };
/** In which late parts of a page come, move it, or become its largest. */
const REST_MS = 600;
/** In which what was done last is answered and drawn. */
const DRAWN_MS = 300;

export interface Vitals {
  lcpMs: number;
  cls: number;
  /** null: nothing that was done took as long as a frame. */
  inpMs: number | null;
  scriptBytes: number;
  /** What moved the most while nobody did anything, as markup; null: nothing. */
  moved: string | null;
}

/**
 * Loads a page in the dev store's admin as somebody whose browser was never there, does what a merchant does first, and
 * reads what Chrome's web-vitals says of the app's frame.
 */
export async function measureVitals(
  browser: Browser,
  { url, page: measured }: { url: string; page: MeasuredPage },
): Promise<Vitals> {
  const context = await browser.newContext({ viewport: VIEWPORT, userAgent: USER_AGENT });
  try {
    await context.addInitScript(COLLECT);
    const page = await context.newPage();
    const scripts = sumScripts(page);
    await page.goto(url);
    const app = page.frameLocator("#app-frame");
    await app.getByRole("heading", { level: 1 }).waitFor();
    // Never idle: an open page keeps a stream of changes.
    await page.waitForTimeout(REST_MS);
    const scriptBytes = await scripts();
    const frame = page.frame({ name: "app-frame" });
    if (frame === null) throw new Error("The admin shows no frame of the app");
    const loaded = await readFrame(frame);
    await measured.interact(app);
    await page.waitForTimeout(DRAWN_MS);
    const after = await readFrame(frame);
    const { LCP: lcpMs = Number.NaN } = loaded;
    const moved = await frame.evaluate<string | null>("window.moved?.what ?? null");
    return { lcpMs, cls: after.CLS ?? 0, inpMs: after.INP ?? null, scriptBytes, moved };
  } finally {
    await context.close();
  }
}

const readFrame = (frame: Frame): Promise<Partial<Record<"LCP" | "CLS" | "INP", number>>> =>
  frame.evaluate("window.vitals");

/** Counts the app's scripts up to the call of the answer, gzipped, as a server in front of it sends them. */
function sumScripts(page: Page): () => Promise<number> {
  const sizes: Promise<number>[] = [];
  page.on("response", (response) => {
    if (!/\/assets\/.*\.js$/.test(new URL(response.url()).pathname)) return;
    sizes.push(
      response.body().then(
        (body) => gzipSync(body, { level: 6 }).length,
        () => 0,
      ),
    );
  });
  return async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
