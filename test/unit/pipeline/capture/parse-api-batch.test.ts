import { describe, expect, test } from "vitest";
import { parseApiBatch } from "../../../../app/pipeline/capture/parse-api-batch.ts";
import { digest, hashAddress, readApi, RECEIVED_AT } from "./api-batch.ts";

const track = (more: object = {}) => ({
  type: "track",
  messageId: "m-1",
  userId: "u-1",
  event: "Product Viewed",
  timestamp: "2026-11-23T10:00:00.000Z",
  ...more,
});
const whyRefused = (message: unknown) => readApi([message]).refused.map(({ why }) => why);

describe("a message is kept", () => {
  test("as ids, its kind, times, a product and a campaign, and nothing else", () => {
    const [wire] = readApi([
      track({
        anonymousId: "A-7",
        sentAt: "2026-11-23T10:00:01.000Z",
        properties: {
          product_id: "gid://shopify/Product/7880321196742",
          name: "Blue mug",
          price: 12,
          campaign_name: "Autumn SALE",
          email: "ada@example.com",
        },
        context: {
          ip: "203.0.113.9",
          userAgent: "Mozilla",
          page: { url: "https://shop.example/account?token=secret", search: "?q=secret" },
          traits: { name: "Ada", phone: "+442079460958" },
        },
        traits: { address: { city: "London" } },
      }),
    ]).messages;
    expect(wire).toEqual({
      messageId: digest("m-1"),
      key: "server",
      type: "track",
      event: "productviewed",
      timestamp: "2026-11-23T10:00:00.000Z",
      sentAt: "2026-11-23T10:00:01.000Z",
      ids: [
        { kind: "user", key: "u-1" },
        { kind: "client", key: "A-7" },
      ],
      productId: "7880321196742",
      campaign: "autumn sale",
      visit: null,
    });
  });

  test("with addresses as hashes where the shop matches them", () => {
    const [wire] = readApi([track({ traits: { email: "Ada@Example.com" } })], {
      hashAddress,
    }).messages;
    expect(wire?.ids).toContainEqual({
      kind: "email",
      key: hashAddress("email", "ada@example.com"),
    });
    expect(JSON.stringify(wire)).not.toMatch(/ada/i);
  });

  test("with what the address of a page says of its channel", () => {
    const context = { campaign: { source: "Klaviyo", medium: "EMAIL", name: "Autumn" } };
    const [page] = readApi({ userId: "u-1", context }, { call: "page" }).messages;
    expect(page).toMatchObject({
      type: "page",
      campaign: "autumn",
      visit: { source: "klaviyo", medium: "email" },
    });
    const [event] = readApi(track({ context })).messages;
    expect(event).toMatchObject({ campaign: "autumn", visit: null });
  });

  test("with the context that its batch gives all messages", () => {
    const { messages, refused } = readApi(
      {
        batch: [track(), track({ context: { consent: null } })],
        context: { consent: { categoryPreferences: { Analytics: false } } },
      },
      { call: "batch" },
    );
    expect(messages).toHaveLength(1);
    expect(refused).toMatchObject([{ index: 0, why: "no-consent" }]);
  });
});

describe("the path names the type of a single message", () => {
  test.each(["identify", "track", "page", "screen", "alias"] as const)("%s", (call) => {
    const message = { ...track(), type: "track", anonymousId: "a-1", previousId: "p-1" };
    expect(readApi(message, { call }).messages).toMatchObject([{ type: call }]);
  });
});

describe("times", () => {
  const times = (given: object) => {
    const [wire] = readApi([{ ...track({ timestamp: undefined }), ...given }]).messages;
    return wire && { timestamp: wire.timestamp, sentAt: wire.sentAt };
  };
  const [at, sentAt, set] = [
    "2026-11-23T09:00:00.000Z",
    "2026-11-23T09:00:05.000Z",
    "2026-10-01T00:00:00.000Z",
  ];

  test("timestamp is the sender's clock, to be corrected by sentAt", () => {
    expect(times({ timestamp: at, sentAt })).toEqual({ timestamp: at, sentAt });
  });
  test("so is originalTimestamp, as RudderStack's clients call it", () => {
    expect(times({ originalTimestamp: at, sentAt })).toEqual({ timestamp: at, sentAt });
  });
  test("where both stand, timestamp was set on purpose and holds", () => {
    const both = { timestamp: set, originalTimestamp: at, sentAt };
    expect(times(both)).toEqual({ timestamp: set, sentAt: null });
  });
  test("without either it happened when it arrives", () => {
    expect(times({})).toEqual({ timestamp: null, sentAt: null });
  });
  test("a server may tell of years, not of ever", () => {
    expect(whyRefused(track({ timestamp: "2024-01-01T00:00:00Z" }))).toEqual([]);
    expect(whyRefused(track({ timestamp: "2012-12-02T00:30:08Z" }))).toEqual(["too-old"]);
  });
});

describe("the id of a message", () => {
  const idOf = (message: object, receivedAt = RECEIVED_AT) =>
    readApi([message], { receivedAt }).messages[0]?.messageId;

  test("is the sender's, whatever else changes in another try", () => {
    expect(idOf(track({ sentAt: "2026-11-23T10:00:01Z" }))).toBe(
      idOf(track({ sentAt: "2026-11-23T11:00:01Z" }), RECEIVED_AT + 3_600_000),
    );
    expect(idOf(track())).not.toBe(idOf(track({ messageId: "m-2" })));
  });
  test("is made of the message where the sender gave none", () => {
    const bare = track({ messageId: undefined });
    expect(idOf(bare, RECEIVED_AT + 5)).toBe(idOf({ ...bare, sentAt: "2026-11-23T11:00:01Z" }));
    expect(idOf(bare)).not.toBe(idOf({ ...bare, userId: "u-2" }));
  });
  test("is another one each time where the message has no time either", () => {
    const bare = track({ messageId: undefined, timestamp: undefined });
    expect(idOf(bare)).not.toBe(idOf(bare, RECEIVED_AT + 1));
  });
});

describe("a message is refused", () => {
  test.each([
    ["malformed", "no message at all"],
    ["malformed", null],
    ["malformed", track({ type: "buy" })],
    ["malformed", track({ event: undefined })],
    ["malformed", track({ event: { name: "Product Viewed" } })],
    ["malformed", track({ timestamp: "yesterday" })],
    ["malformed", track({ timestamp: "2026-11-23T10:00:00" })],
    ["no-identity", track({ userId: undefined })],
    ["no-identity", track({ userId: "anonymous" })],
    ["no-identity", track({ userId: "ada@example.com" })],
    ["no-identity", track({ userId: ["u-1"] })],
    ["no-consent", track({ context: { consent: { categoryPreferences: { Analytics: false } } } })],
  ])("as %s: %j", (why, message) => {
    expect(whyRefused(message)).toEqual([why]);
  });

  test("alone, by its place, while the others of its batch are kept", () => {
    const { messages, refused } = readApi([track(), { type: "buy" }, track({ messageId: "m-2" })]);
    expect(messages).toHaveLength(2);
    expect(refused).toEqual([{ index: 1, why: "malformed", reason: expect.any(String) }]);
  });

  test("without a word of what it held", () => {
    const [refused] = readApi([track({ type: "ada@example.com", timestamp: "ada" })]).refused;
    expect(refused?.reason).not.toContain("ada");
  });

  test("when it is larger than a message may be", () => {
    const large = track({ properties: { text: "é".repeat(17_000) } });
    expect(readApi([large, track()])).toMatchObject({
      messages: [{ messageId: digest("m-1") }],
      refused: [{ index: 0, why: "too-large" }],
    });
  });
});

test("a message that is nested too deeply is refused, not a fault of ours", () => {
  const nest = (depth: number, id: string): string =>
    `{"batch":[{${id}"type":"page","userId":"u-1","x":${"[".repeat(depth)}${"]".repeat(depth)}}]}`;
  for (const text of [nest(15_000, ""), nest(100_000, '"messageId":"m-1",')]) {
    expect(readApi(text)).toMatchObject({ messages: [], refused: [{ why: "malformed" }] });
  }
});

describe("a message is taken and ignored", () => {
  test.each([
    ["group", { type: "group", userId: "u-1", groupId: "g-1" }],
    ["Song Played", track({ event: "Song Played" })],
    ["a name that may be personal", track({ event: "Order of ada@example.com" })],
    ["a name that may be personal", track({ event: "Viewed 7317230469126" })],
    ["Email Delivered", track({ event: "Email Delivered" })],
    ["identify", { type: "identify", userId: "u-1", traits: { plan: "gold" } }],
    ["alias", { type: "alias", userId: "u-1" }],
    // Shopify tells of orders and checkouts; without an id of them this ties nothing.
    ["Order Completed", track({ event: "Order Completed", properties: { order_id: "1001" } })],
    ["Checkout Started", track({ event: "Checkout Started" })],
  ])("%s", (name, message) => {
    expect(readApi([message])).toMatchObject({ messages: [], refused: [], ignored: [name] });
  });
});

describe("a request is malformed as a whole", () => {
  const parse = (value: unknown) =>
    parseApiBatch({
      call: "batch",
      body: { value, writeKey: null },
      size: 10,
      reading: {
        kind: "server",
        userIdIs: "user",
        receivedAt: RECEIVED_AT,
        digest,
        hashAddress: null,
      },
    });
  test.each([[{}], [{ batch: {} }], [[track()]], [null], [{ batch: Array(2501).fill(track()) }]])(
    "%#",
    (value) => {
      expect(parse(value)).toMatchObject({ outcome: "malformed" });
    },
  );
  test("but an empty batch is none", () => {
    expect(parse({ batch: [] })).toMatchObject({ outcome: "accepted", messages: [] });
  });
});
