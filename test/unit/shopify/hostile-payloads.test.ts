import fc from "fast-check";
import { expect, test } from "vitest";
import {
  describeForFlow,
  type Announcement,
} from "../../../app/pipeline/activate/announcements.ts";
import { describeForKlaviyo } from "../../../app/pipeline/activate/klaviyo-events.ts";
import type { AdminApi } from "../../../app/shopify/admin-api.ts";
import { sendFlowTriggers } from "../../../app/shopify/flow-triggers.ts";
import { hostileWords } from "../../support/hostile-words.ts";

const entered = (name: string, reason: string): Announcement => ({
  kind: "entered",
  segment: { handle: "h", name },
  reason,
});
const told = { customerId: "7", changeId: "c", at: 0 };
const anyReason = fc.oneof(hostileWords, fc.constant("\u{1F600}".repeat(2000)));
const inOneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** What would be sent, as whoever reads it has it. */
async function sendToFlow(announcement: Announcement): Promise<{ document: string; body: string }> {
  const sent: { document: string; body: string }[] = [];
  const admin: AdminApi = {
    request: (document, variables, schema) => {
      sent.push({ document, body: JSON.stringify(variables) });
      return Promise.resolve(schema.parse({ trigger0: { userErrors: [] } }));
    },
  };
  const triggers = [describeForFlow({ ...told, announcement })];
  await sendFlowTriggers(admin, { ownerId: "o", batch: "b", triggers }, () => undefined);
  const [first] = sent;
  if (first === undefined) throw new Error("nothing was sent");
  return first;
}

test("whatever a segment is called, Flow is sent the same document, and the name as one value of it", async () => {
  const usual = await sendToFlow(entered("VIP", "Ordered twice"));
  const check = async (name: string, reason: string): Promise<void> => {
    const { document, body } = await sendToFlow(entered(name, reason));
    expect(document).toBe(usual.document);
    const { payload0 } = JSON.parse(body) as { payload0: Record<string, string> };
    expect(Object.keys(payload0)).toEqual([
      ...["customer_id", "Reason", "Change id", "Segment", "Segment handle"],
    ]);
    expect(payload0["Segment"]).toBe(inOneLine(name));
    expect(payload0["Reason"]?.isWellFormed()).toBe(true);
    expect(inOneLine(reason).startsWith(payload0["Reason"]?.replace("\uFFFD", "") ?? "-")).toBe(
      true,
    );
  };
  await fc.assert(fc.asyncProperty(hostileWords, anyReason, check));
});

test("and Klaviyo an event that differs in its values alone", () => {
  const shapeOf = (value: unknown): unknown =>
    typeof value === "object" && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, shapeOf(inside)]))
      : typeof value;
  const send = (name: string, reason: string): unknown =>
    JSON.parse(
      JSON.stringify(describeForKlaviyo({ ...told, announcement: entered(name, reason) })),
    );
  const usual = send("VIP", "Ordered twice");
  fc.assert(
    fc.property(hostileWords, anyReason, (name, reason) => {
      const event = send(name, reason);
      expect(shapeOf(event)).toEqual(shapeOf(usual));
      const properties = { Segment: name, "Segment handle": "h", Reason: reason };
      expect(event).toMatchObject({
        attributes: { events: { data: [{ attributes: { properties } }] } },
      });
    }),
  );
});
