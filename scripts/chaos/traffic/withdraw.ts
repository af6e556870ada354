import type { Action } from "../plan/action.ts";
import type { ChaosShop } from "../world/open-shops.ts";
import type { Stage } from "./stage.ts";
import { BROWSER_HEADERS, proxyPath, visitOf } from "./visit.ts";

/**
 * Somebody takes their consent back: the embed tells it when all is answered that their browser sent, since what comes later
 * would be a new visitor's. From here on the browser has another id.
 */
export function withdraw(
  { world, ledger, sender }: Stage,
  open: ChaosShop,
  action: Extract<Action, { kind: "withdraw" }>,
): void {
  const { browser, client, customer, of } = visitOf(ledger, open, action);
  const { sent } = ledger.of(action.shop);
  // The embed keeps no id in which nothing was sent.
  if (![...sent.proxy.values()].some((teller) => teller.client === client)) return;
  ledger.noteWithdrawal(action.shop, browser, client);
  const sending = {
    path: proxyPath(world, open, { endpoint: "/proxy/withdrawal", customer }),
    // As a beacon sends a text.
    headers: { ...BROWSER_HEADERS, "content-type": "text/plain;charset=UTF-8" },
    body: JSON.stringify({ clientId: client }),
  };
  void sender.answered(of).then(() => sender.send(sending));
}
