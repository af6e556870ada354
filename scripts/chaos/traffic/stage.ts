import type { ChaosWorld } from "../world/start-world.ts";
import type { Ledger } from "./ledger.ts";
import type { Merchant, Reader } from "./reader.ts";
import type { Sender } from "./sender.ts";

/** Where actions happen and are noted. */
export interface Stage {
  world: ChaosWorld;
  ledger: Ledger;
  sender: Sender;
  reader: Reader;
  /** Customers whom Shopify has erased, without telling the app yet. */
  erasing: Set<string>;
  /** Domains of shops whose merchant has uninstalled, until the app works for them again. */
  returning: Set<string>;
  /** Numbers that are given once. */
  nextNumber(): number;
}

/** A shop's merchant, in the admin. */
export const merchantOf = ({ devStore }: Stage["world"], domain: string): Merchant => ({
  domain,
  token: () => devStore.mintSessionToken(domain),
});

/** The member at a place, round and round. */
export function at<T>(list: readonly T[], place: number): T {
  const found = list[place % list.length];
  if (found === undefined) throw new Error("There is nobody and nothing to choose from");
  return found;
}
