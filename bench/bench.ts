/** One number of a bench. */
export interface BenchResult {
  name: string;
  value: number;
  unit: string;
  /** What it is held against; null: it is only watched. */
  limit: number | null;
  /** Which share of the limit it should reach at least or be at most. Default: at most all of it. */
  bar?: Bar;
}

export type Bar = { least: number } | { most: number };

export interface BenchOptions {
  /** How often everything is measured; each bench has its own usual number. */
  runs: number | undefined;
  /** Of a bench with a shop: how many customers it has; each has its own usual number. */
  customers?: number | undefined;
  /** Of a bench with parts: the names of those that are measured; undefined: all. */
  only?: readonly string[] | undefined;
  /** Tells whoever waits how far it is. */
  say(text: string): void;
}

/** Measures and reports. It asserts nothing: what must hold is a test. */
export type Bench = (options: BenchOptions) => Promise<BenchResult[]>;

/** The share of the limit that is used; null without a limit. */
export function ratioOf({ value, limit }: BenchResult): number | null {
  return limit === null ? null : round(value / limit);
}

/** What was wanted of the limit, as a text, and whether it was seen; null where nothing is wanted. */
export function judge(result: BenchResult): { wanted: string; isHeld: boolean } | null {
  const { value, limit, bar = { most: 1 } } = result;
  if (limit === null) return null;
  return "least" in bar
    ? { wanted: `>= ${round(bar.least * 100)} %`, isHeld: value >= bar.least * limit }
    : { wanted: `<= ${round(bar.most * 100)} %`, isHeld: value <= bar.most * limit };
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) throw new Error("A median needs at least one value");
  const lower = sorted[middle - 1] ?? upper;
  return round(sorted.length % 2 === 1 ? upper : (lower + upper) / 2);
}

/** The least value that at least so large a share of them does not exceed (nearest rank). */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error("A percentile needs at least one value");
  return value;
}

/** To three decimals: more is noise. */
export function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

const MEBIBYTE = 2 ** 20;
/** What a process may take with the largest shop. */
const MEMORY_LIMIT = 2048;

export const toMebibytes = (bytes: number): number => Math.round(bytes / MEBIBYTE);

/** The most that any of the processes ever took, against what one may take. */
export const mostMemory = (peaks: readonly number[]): BenchResult => ({
  ...{ name: "most memory of one process", value: toMebibytes(Math.max(...peaks)) },
  ...{ unit: "MiB", limit: MEMORY_LIMIT },
});
