import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseKlaviyoBatch } from "../../../../app/pipeline/capture/parse-klaviyo-batch.ts";
import { hashAddress } from "./api-batch.ts";

const FIXTURE = readFileSync(
  new URL("../../../fixtures/klaviyo-events.json", import.meta.url),
  "utf8",
);
const email = { kind: "email", key: hashAddress("email", "ada@example.com") };
const phone = { kind: "phone", key: hashAddress("phone", "+442079460958") };
const customer = { kind: "customer", key: "7317230469126" };

function parse(body: string | object, hash: typeof hashAddress | null = hashAddress) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const parsed = parseKlaviyoBatch({ body: text, hashAddress: hash });
  if (parsed.outcome === "malformed") throw new Error(parsed.reason);
  return parsed;
}

/** One event in a delivery. */
const delivery = (event: object = {}, attributes: object = {}, payload: object = {}) => ({
  data: [
    {
      topic: "event:klaviyo.clicked_email",
      external_id: "event-1",
      payload: { data: { attributes }, ...payload },
      ...event,
    },
  ],
});
const profile = (attributes: object) => ({ included: [{ type: "profile", attributes }] });

describe("a delivery as Klaviyo's documentation shows it", () => {
  test("is kept as ids, topics, times and campaigns", () => {
    expect(parse(FIXTURE)).toEqual({
      outcome: "accepted",
      webhookId: "01KP4928STE8FKCWB6WDHZ4ZB7",
      events: [
        {
          eventId: "73WCCK7JKtE",
          topic: "event:klaviyo.opened_email",
          occurredAt: "2026-11-23T09:59:46+00:00",
          ids: [customer, email, phone],
          campaign: "autumn sale",
        },
        {
          eventId: "73WCCK7JKtF",
          topic: "event:klaviyo.clicked_email",
          occurredAt: "2026-11-23T09:59:50.000Z",
          ids: [email],
          campaign: "autumn sale",
        },
        {
          eventId: "73WCCK7JKtG",
          topic: "event:klaviyo.unsubscribed_from_email_marketing",
          occurredAt: "2026-11-23T10:00:00+00:00",
          ids: [email],
          campaign: null,
        },
      ],
      refused: [],
      ignored: ["event:klaviyo.bounced_email"],
    });
  });

  test("holds nothing personal when it is kept", () => {
    expect(JSON.stringify(parse(FIXTURE).events)).not.toMatch(/ada|Lovelace|4420|secret|@/i);
  });

  test("keeps of a shop that matches no addresses only who is known by an id", () => {
    const { events, refused } = parse(FIXTURE, null);
    expect(events.map(({ ids }) => ids)).toEqual([[customer]]);
    expect(refused).toEqual(["no-identity", "no-identity"]);
  });
});

describe("a person is known by", () => {
  const idsOf = (attributes: object, payload: object = {}) =>
    parse(delivery({}, attributes, payload)).events.flatMap(({ ids }) =>
      ids.map(({ kind, key }) => `${kind}:${key}`),
    );
  test.each([
    [
      "an external id of Shopify's",
      {},
      profile({ external_id: "7317230469126" }),
      ["customer:7317230469126"],
    ],
    [
      "an external id as gid",
      {},
      profile({ external_id: "gid://shopify/Customer/12" }),
      ["customer:12"],
    ],
    ["another external id", {}, profile({ external_id: "crm-12" }), ["user:crm-12"]],
    [
      "a property of the profile",
      {},
      profile({ properties: { shopify_customer_id: 7317230469126 } }),
      ["customer:7317230469126"],
    ],
    [
      "a property of the event",
      { event_properties: { shopify_customer_id: "7317230469126" } },
      {},
      ["customer:7317230469126"],
    ],
    [
      "a phone number of the event",
      { event_properties: { phone_number: "+44 20 7946 0958" } },
      {},
      [`phone:${phone.key}`],
    ],
  ])("%s", (_name, attributes, payload, ids) => {
    expect(idsOf(attributes, payload)).toEqual(ids);
  });

  test("the profile beside the event, in JSON:API's other place", () => {
    const attributes = { external_id: "7317230469126" };
    const data = { attributes: {}, relationships: { profile: { data: { attributes } } } };
    expect(idsOf({}, { data })).toEqual(["customer:7317230469126"]);
  });

  test("no external id that is an address or a placeholder", () => {
    expect(idsOf({}, profile({ external_id: "ada@example.com" }))).toEqual([]);
    expect(idsOf({}, profile({ external_id: "unknown" }))).toEqual([]);
  });
});

describe("an event is left out", () => {
  test.each([
    ["no behavior", { topic: "event:klaviyo.received_email" }, "ignored"],
    ["another system's", { topic: "event:shopify.placed_order" }, "ignored"],
    ["told by Shopify", { topic: "event:api.viewed_product" }, "ignored"],
    ["without a topic", { topic: null }, "refused"],
    ["without an id", { external_id: null }, "refused"],
    ["with an id that is none", { external_id: "a b" }, "refused"],
    ["that names nobody", { payload: {} }, "refused"],
  ] as const)("%s", (_name, event, where) => {
    const parsed = parse(delivery(event, {}, profile({ external_id: "7317230469126" })));
    expect(parsed.events).toEqual([]);
    expect(parsed[where]).toHaveLength(1);
  });

  test("when a machine opened the mail", () => {
    const opened = { topic: "event:klaviyo.opened_email" };
    const by = (machine_open: boolean) =>
      parse(
        delivery(opened, { event_properties: { machine_open } }, profile({ external_id: "crm-1" })),
      );
    expect(by(true)).toMatchObject({ events: [], ignored: [expect.stringMatching(/machine/)] });
    expect(by(false).events).toHaveLength(1);
  });
});

test("a time that is none is the time of arrival", () => {
  const who = profile({ external_id: "crm-1" });
  for (const attributes of [{}, { datetime: "soon" }, { timestamp: -1 }, { timestamp: 1e15 }]) {
    expect(parse(delivery({}, attributes, who)).events).toMatchObject([{ occurredAt: null }]);
  }
});

test.each(["not json", "[]", "{}", JSON.stringify({ data: Array(1001).fill({}) })])(
  "a body that is no delivery is malformed: %#",
  (body) => {
    expect(parseKlaviyoBatch({ body, hashAddress })).toMatchObject({ outcome: "malformed" });
  },
);
