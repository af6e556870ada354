import type { Frame, Page } from "playwright-core";

/** Runs in every frame before its own scripts. A move within half a second after a key or a click is an answer to it. */
const WATCH = `window.moves = [];
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput, sources } of list.getEntries()) {
    if (hadRecentInput) continue;
    const what = sources.map(({ node }) => (node?.outerHTML ?? String(node)).slice(0, 100)).join(" | ");
    window.moves.push({ value, what });
  }
}).observe({ type: "layout-shift", buffered: true });`;

export interface PageMoves {
  /** The cumulative layout shift so far, without the windows of web-vitals: the upper end of it. */
  sum: number;
  /** What moved, as markup, the largest move first. */
  what: string[];
}

/** Has a page that is not opened yet note what moves in it; the app's frame is then asked by `readMoves`. */
export async function watchMoves(page: Page): Promise<void> {
  await page.addInitScript(WATCH);
}

export async function readMoves(page: Page): Promise<PageMoves> {
  const frame: Frame | null = page.frame({ name: "app-frame" });
  if (frame === null) throw new Error("The admin shows no frame of the app");
  const moves = await frame.evaluate<{ value: number; what: string }[]>("window.moves");
  return {
    sum: moves.reduce((sum, { value }) => sum + value, 0),
    what: moves.toSorted((a, b) => b.value - a.value).map(({ what }) => what),
  };
}
