import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { STOREFRONT_LIMITS, STOREFRONT_SCRIPT } from "../scripts/build/storefront-script.ts";
import { launchBrowser, USER_AGENT } from "../test/support/launch-browser.ts";
import { median, round } from "./bench.ts";
import type { BenchOptions, BenchResult } from "./bench.ts";
import { measureLoad } from "./storefront/measure-load.ts";
import type { LoadMeasures } from "./storefront/measure-load.ts";
import { startStorefront } from "./storefront/start-storefront.ts";

const RUNS = 20;
/** What browsers call a long task: above it a page feels stuck. */
const LONG_TASK_MS = 50;

/** What the app embed costs a product page, on a phone: the same page with and without it, in turns. */
export async function run({ runs = RUNS, say }: BenchOptions): Promise<BenchResult[]> {
  const storefront = await startStorefront();
  const browser = await launchBrowser();
  const withIt: LoadMeasures[] = [];
  const without: LoadMeasures[] = [];
  try {
    const page = {
      url: storefront.productUrl,
      start: storefront.cartUrl,
      userAgent: USER_AGENT,
      script: "/kindling.js",
    };
    // The first load of all also fills the dev store's own caches.
    await measureLoad(browser, page);
    const measureWith = async (): Promise<void> => {
      const before = storefront.countBatches();
      storefront.switchEmbed(true);
      withIt.push(await measureLoad(browser, page));
      if (storefront.countBatches() === before)
        throw new Error("The embed sent nothing: what is measured would not be its work");
    };
    const measureWithout = async (): Promise<void> => {
      storefront.switchEmbed(false);
      without.push(await measureLoad(browser, page));
    };
    for (let index = 1; index <= runs; index += 1) {
      // Whichever comes second finds the machine warmer.
      const [first, second] =
        index % 2 === 0 ? [measureWith, measureWithout] : [measureWithout, measureWith];
      await first();
      await second();
      say(`run ${index} of ${runs}`);
    }
  } finally {
    await browser.close();
    await storefront.stop();
  }
  return [...reportSize(), ...reportLoads(withIt, without)];
}

function reportSize(): BenchResult[] {
  const script = readFileSync(STOREFRONT_SCRIPT);
  const gzipped = gzipSync(script, { level: 9 }).length;
  const { bytes, gzippedBytes } = STOREFRONT_LIMITS;
  return [
    { name: "script", value: script.length, unit: "bytes", limit: bytes },
    { name: "script, gzipped", value: gzipped, unit: "bytes", limit: gzippedBytes },
  ];
}

function reportLoads(withIt: LoadMeasures[], without: LoadMeasures[]): BenchResult[] {
  const middle = (loads: LoadMeasures[], key: keyof LoadMeasures): number =>
    median(loads.map((load) => load[key]));
  const milliseconds = (name: string, value: number, limit: number | null = null): BenchResult => ({
    name,
    value,
    unit: "ms",
    limit,
  });
  const compare = (name: string, key: "lcpMs" | "tbtMs"): BenchResult[] => {
    const [on, off] = [middle(withIt, key), middle(without, key)];
    return [
      milliseconds(`${name} without the embed, median`, off),
      milliseconds(`${name} with the embed, median`, on),
      milliseconds(`${name}, difference`, round(on - off)),
    ];
  };
  return [
    milliseconds("main thread for the script, median", middle(withIt, "totalMs")),
    milliseconds("its longest stretch, median", middle(withIt, "longestMs"), LONG_TASK_MS),
    ...compare("largest contentful paint", "lcpMs"),
    ...compare("total blocking time", "tbtMs"),
    {
      name: "long tasks without the embed, median",
      value: middle(without, "longTasks"),
      unit: "",
      limit: null,
    },
    {
      name: "long tasks with the embed, median",
      value: middle(withIt, "longTasks"),
      unit: "",
      limit: null,
    },
  ];
}
