import type { ChaosWorld } from "../world/start-world.ts";
import type { Ledger } from "./ledger.ts";
import type { Reader } from "./reader.ts";
import type { Sender } from "./sender.ts";

/** Where actions happen and are noted. */
export interface Stage {
  world: ChaosWorld;
  ledger: Ledger;
  sender: Sender;
  reader: Reader;
  /** Customers whom Shopify has erased, without telling the app yet. */
  erasing: Set<string>;
  /** Numbers that are given once. */
  nextNumber(): number;
}

/** The member at a place, round and round. */
export function at<T>(list: readonly T[], place: number): T {
  const found = list[place % list.length];
  if (found === undefined) throw new Error("There is nobody and nothing to choose from");
  return found;
}
