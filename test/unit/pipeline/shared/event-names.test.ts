import { expect, test } from "vitest";
import {
  findKlaviyoEvent,
  findNamedEvent,
  foldEventName,
  NAMED_EVENTS,
} from "../../../../app/pipeline/shared/event-names.ts";

test("a name is known in any case and with any separators", () => {
  for (const name of ["Product Viewed", "product_viewed", "productViewed", " PRODUCT-VIEWED "]) {
    expect(findNamedEvent(name)?.signal, name).toBe("product_viewed");
  }
});

test("no two events share a name or an alias", () => {
  const names = NAMED_EVENTS.flatMap(({ name, aliases }) => [name, ...aliases]).map(foldEventName);
  expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
});

test("orders never count by this way: they are Shopify's to tell", () => {
  const orders = NAMED_EVENTS.filter(({ name }) => name.startsWith("Order "));
  expect(orders).toHaveLength(4);
  expect(orders.map(({ signal }) => signal)).toEqual([null, null, null, null]);
  expect(NAMED_EVENTS.some(({ signal }) => signal?.startsWith("order_"))).toBe(false);
});

test("a name that is not in the table says nothing", () => {
  expect(findNamedEvent("Song Played")).toBeUndefined();
  expect(findNamedEvent("")).toBeUndefined();
  expect(findNamedEvent("constructor")).toBeUndefined();
});

test("a topic of Klaviyo's is its metric, in Klaviyo's own words; other systems' topics say nothing", () => {
  expect(findKlaviyoEvent("event:klaviyo.clicked_email")?.signal).toBe("email_clicked");
  expect(findKlaviyoEvent("event:klaviyo.sent_sms")?.signal).toBe("sms_replied");
  expect(findNamedEvent("Sent SMS")).toBeUndefined();
  expect(findKlaviyoEvent("event:shopify.placed_order")).toBeUndefined();
  expect(findKlaviyoEvent("event:api.viewed_product")).toBeUndefined();
  expect(findKlaviyoEvent("clicked_email")).toBeUndefined();
});
