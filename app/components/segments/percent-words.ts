import type { Words } from "../words/use-words.ts";

/** A number of hundredths with the decimals that it has: "12.5%". */
export function percentWords({ format }: Words<"conditions">, percent: number): string {
  const decimals = String(percent).split(".")[1]?.length ?? 0;
  return format.percent(percent / 100, decimals);
}
