import fc from "fast-check";
import { expect, test } from "vitest";
import { ApiMessageWireSchema } from "../../../../app/pipeline/capture/api-wire.ts";
import { parseFlowAction } from "../../../../app/pipeline/capture/parse-flow-action.ts";
import { normalizeApiMessage } from "../../../../app/pipeline/normalize/api-message.ts";
import { NAMED_EVENTS } from "../../../../app/pipeline/shared/event-names.ts";

const digest = (text: string): string =>
  Buffer.from(text).toString("hex").padEnd(40, "0").slice(-40);
const bodyOf = (properties: object, more: object = {}): string =>
  JSON.stringify({
    shop_id: 1,
    shopify_domain: "a.myshopify.com",
    action_run_id: "run-1",
    action_definition_id: "kindling-record-signal",
    handle: "kindling-record-signal",
    properties,
    ...more,
  });

test("A recorded signal counts as a signed event of the customer, by any name that the HTTP API knows for it.", () => {
  for (const { name, aliases, signal } of NAMED_EVENTS) {
    if (signal === null || /checkout_started|payment_info/.test(signal)) continue;
    for (const event of [name, name.toUpperCase(), ...aliases]) {
      const parsed = parseFlowAction(bodyOf({ customer_id: 7, event }), digest);
      if (parsed.outcome !== "accepted" || parsed.action.kind !== "record-signal")
        throw new Error(event);
      expect(ApiMessageWireSchema.parse(parsed.action.wire)).toEqual(parsed.action.wire);
      const { events } = normalizeApiMessage(parsed.action.wire, 5000);
      const subject = { kind: "customer", key: "7" };
      expect(events).toMatchObject([{ signal, subject, trust: "signed", occurredAt: 5000 }]);
    }
  }
});

test("A customer is named by a number, its text or Shopify's global id, exact beyond 2^53.", () => {
  const big = "9007199254740993";
  for (const id of [big, `"${big}"`, `"gid://shopify/Customer/${big}"`]) {
    const body = bodyOf({ customer_id: 0 }, { handle: "kindling-recalculate" });
    const parsed = parseFlowAction(body.replace('"customer_id":0', `"customer_id":${id}`), digest);
    expect(parsed).toMatchObject({ outcome: "accepted", action: { customerId: big } });
  }
});

test("What an action cannot carry out is refused with the field and what was expected, never with the value.", () => {
  const secret = "not-to-be-repeated";
  const refusals = [
    bodyOf({ customer_id: 7, event: secret }),
    bodyOf({ customer_id: 7, event: "Order Completed" }),
    bodyOf({ customer_id: 7, event: "Checkout Started" }),
    bodyOf({ customer_id: secret, event: "Product Reviewed" }),
    bodyOf({ event: "Product Reviewed" }),
    bodyOf({ customer_id: 7 }, { handle: secret }),
    secret,
  ];
  for (const body of refusals) {
    const parsed = parseFlowAction(body, digest);
    expect(parsed).toMatchObject({ outcome: "malformed", reason: expect.stringMatching(/\w/) });
    expect(JSON.stringify(parsed)).not.toContain(secret);
  }
  fc.assert(
    fc.property(fc.json(), (body) => {
      expect(parseFlowAction(body, digest).outcome).toBe("malformed");
    }),
  );
});
