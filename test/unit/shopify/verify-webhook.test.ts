import "@shopify/shopify-api/adapters/web-api";
import { ApiVersion, shopifyApi } from "@shopify/shopify-api";
import fc from "fast-check";
import { expect, test } from "vitest";
import { verifyWebhook } from "../../../app/shopify/verify-webhook.server.ts";
import { signWebhook } from "../../../dev-store/webhooks/send-delivery.ts";

const secret = "hush";
const library = shopifyApi({
  ...{ apiKey: "key", apiSecretKey: secret, hostName: "app.example", isEmbeddedApp: true },
  apiVersion: ApiVersion.October26,
});

const NAMES = ["topic", "shop-domain", "api-version", "webhook-id", "triggered-at", "action"];

/** A delivery's headers, of which some are left out or empty. */
const headers = fc.record(
  Object.fromEntries(NAMES.map((name) => [name, fc.constantFrom("orders/create", "b.c", "")])),
  { requiredKeys: NAMES.slice(0, 2) },
);
const body = fc.oneof(fc.json(), fc.string({ unit: "grapheme" }), fc.constant("x".repeat(5000)));
const signed = fc.constantFrom("well", "by another", "not at all", "the body was changed");
const prefix = fc.constantFrom("x-shopify-", "shopify-");

test("Whatever is signed, altered or left out, Shopify's library says the same", async () => {
  await fc.assert(
    fc.asyncProperty(headers, body, signed, prefix, async (told, text, how, before) => {
      const given = new Headers(
        Object.entries(told).map(([name, value]): [string, string] => [`${before}${name}`, value]),
      );
      const by = how === "by another" ? "other" : secret;
      if (how !== "not at all") given.set(`${before}hmac-sha256`, signWebhook(text, by));
      const arrived = how === "the body was changed" ? `${text} ` : text;
      const request = new Request("https://app.example/webhooks", {
        ...{ method: "POST", body: arrived, headers: given },
      });
      const theirs = await library.webhooks.validate({ rawBody: arrived, rawRequest: request });
      const ours = verifyWebhook(
        { body: Buffer.from(arrived), header: (name) => given.get(name) },
        secret,
      );
      // An event of the next generation has its topic in two headers, of which the library asks one.
      const isWhole = before === "x-shopify-" || Boolean(told["action"]);
      expect(ours.outcome === "verified").toBe(theirs.valid && isWhole);
      const isForged = !theirs.valid && theirs.reason === "invalid_hmac";
      expect(ours.outcome === "wrong-signature").toBe(isForged);
    }),
    { numRuns: 300 },
  );
});

test("A delivery is told with its topic as it came, and an event with what was done", () => {
  const given: Record<string, string> = {
    ...{ "shop-domain": "a.myshopify.com", "api-version": "2026-10", "webhook-id": "1" },
    ...{ topic: "orders/create", "triggered-at": "2026-11-26T10:00:00Z" },
    "hmac-sha256": signWebhook("{}", secret),
  };
  const verify = (before: string, more: Record<string, string> = {}) =>
    verifyWebhook(
      {
        body: Buffer.from("{}"),
        header: (name) =>
          (name.startsWith(before) ? { ...given, ...more }[name.slice(before.length)] : null) ??
          null,
      },
      secret,
    );
  const whole = { domain: "a.myshopify.com", webhookId: "1", triggeredAt: "2026-11-26T10:00:00Z" };
  expect(verify("x-shopify-")).toEqual({ outcome: "verified", topic: "orders/create", ...whole });
  expect(verify("shopify-", { topic: "Product", action: "update" })).toEqual({
    ...{ outcome: "verified", topic: "Product/update" },
    ...whole,
  });
});
