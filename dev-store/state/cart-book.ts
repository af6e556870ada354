import { buildCartPayload } from "../webhooks/payloads/cart.ts";
import { buildCheckoutDeletePayload, buildCheckoutPayload } from "../webhooks/payloads/checkout.ts";
import type { Shop } from "./shop.ts";
import { beginChange, numberLines, sumLines } from "./shop-state.ts";
import type { ShopState } from "./shop-state.ts";
import type { Cart, Checkout } from "./types.ts";

type CartBook = Pick<
  Shop,
  "upsertCart" | "upsertCheckout" | "deleteCheckout" | "cart" | "checkout"
>;

export function openCartBook(state: ShopState): CartBook {
  const { record, customers, database, ids } = state;
  const shop = record.domain;
  const payloadShop = { record, customer: (id: string) => customers.get(id) };

  const read = (table: "carts" | "checkouts", token: string): string | undefined => {
    const row = database
      .statement(`SELECT body FROM ${table} WHERE shop = ? AND token = ?`)
      .get(shop, token);
    return row === undefined ? undefined : String(row["body"]);
  };
  const write = (table: "carts" | "checkouts", record: Cart | Checkout): void => {
    database
      .statement(`INSERT OR REPLACE INTO ${table} (shop, token, body) VALUES (?, ?, ?)`)
      .run(shop, record.token, JSON.stringify(record));
  };
  const cart = (token: string): Cart | undefined => {
    const body = read("carts", token);
    return body === undefined ? undefined : JSON.parse(body);
  };
  const checkout = (token: string): Checkout | undefined => {
    const body = read("checkouts", token);
    return body === undefined ? undefined : JSON.parse(body);
  };

  return {
    cart,
    checkout,

    upsertCart(input, options) {
      return database.transaction(() => {
        const before = cart(input.token);
        const change = beginChange(state, options, input.at);
        const after: Cart = {
          token: input.token,
          lines: numberLines(ids, input.lines, before?.lines),
          note: input.note === undefined ? (before?.note ?? null) : input.note,
          createdAt: before?.createdAt ?? change.at,
          updatedAt: change.at,
        };
        if (before !== undefined && isSame(before, after)) return before;
        write("carts", after);
        const topic = before === undefined ? "carts/create" : "carts/update";
        change.tell(topic, () => buildCartPayload(payloadShop, after));
        return after;
      });
    },

    upsertCheckout(input, options) {
      return database.transaction(() => {
        const before = checkout(input.token);
        const change = beginChange(state, options, input.at);
        const keep = <T>(given: T | undefined, old: T | undefined, blank: T): T =>
          given === undefined ? (old ?? blank) : given;
        const after: Checkout = {
          token: input.token,
          cartToken: keep(input.cartToken, before?.cartToken, null),
          customerId: keep(input.customerId, before?.customerId, null),
          email: keep(input.email, before?.email, null),
          shippingTitle: keep(input.shippingTitle, before?.shippingTitle, null),
          lines: numberLines(ids, input.lines, before?.lines),
          totalMinor: sumLines(input.lines),
          currency: record.currency,
          createdAt: before?.createdAt ?? change.at,
          updatedAt: change.at,
          completedAt: keep(input.completedAt, before?.completedAt, null),
        };
        if (before !== undefined && isSame(before, after)) return before;
        write("checkouts", after);
        const topic = before === undefined ? "checkouts/create" : "checkouts/update";
        change.tell(topic, () => buildCheckoutPayload(payloadShop, after));
        return after;
      });
    },

    deleteCheckout(token, options) {
      database.transaction(() => {
        const before = checkout(token);
        if (before === undefined) throw new Error(`${shop} has no checkout ${token}.`);
        const change = beginChange(state, options);
        database.statement("DELETE FROM checkouts WHERE shop = ? AND token = ?").run(shop, token);
        change.tell("checkouts/delete", () => buildCheckoutDeletePayload(before));
      });
    },
  };
}

/** Equal but for the time of writing. */
function isSame<T extends { updatedAt: number }>(before: T, after: T): boolean {
  return JSON.stringify({ ...before, updatedAt: 0 }) === JSON.stringify({ ...after, updatedAt: 0 });
}
