import fc from "fast-check";
import { expect, test } from "vitest";
import {
  describeCondition as describeIn,
  type ConditionWords,
} from "../../../app/components/segments/describe-condition.ts";
import { DEFAULT_SEGMENTS } from "../../../app/pipeline/segment/default-segments.ts";
import type { Condition } from "../../../app/pipeline/segment/condition-tree.ts";
import type { Signal } from "../../../app/pipeline/shared/signals.ts";
import { DAY_MS, HOUR_MS } from "../../../app/pipeline/shared/time.ts";
import { anyAtom, anyCondition } from "../../support/condition-arbitrary.ts";
import { testWords } from "../../support/words.ts";
import { LANGUAGES } from "../../../app/i18n/languages.ts";
import { SIGNALS } from "../../../app/pipeline/shared/signals.ts";

const WORDS = {
  en: testWords("conditions"),
  de: testWords("conditions", { locale: "de" }),
  fr: testWords("conditions", { locale: "fr" }),
};
const describeCondition = (condition: Condition): ConditionWords => describeIn(WORDS.en, condition);

/** A hole that was left open or filled with nothing, a key in place of its words, a value that is none. */
const UNWORDED = /undefined|NaN|\[object|\{\{|\}\}|"text":""|  | ,|“”|\b[a-z]+(?:\.[\w-]+)+\b/;

test.each(LANGUAGES)("every part of every default segment has words in %s", (language) => {
  for (const { condition } of DEFAULT_SEGMENTS) {
    expect(JSON.stringify(describeIn(WORDS[language], condition))).not.toMatch(UNWORDED);
  }
});

test("a score and its threshold", () => {
  expect(
    describeCondition({ kind: "score", score: "intent", comparison: "at-least", points: 60 }).text,
  ).toBe("Intent is at least 60 points");
});

const orders = { kind: "orders", where: [] } as const;
const signals = (...names: Signal[]) => ({ kind: "signals", signals: names, where: [] }) as const;

test.each<[Condition, string]>([
  [
    {
      kind: "count",
      of: orders,
      each: null,
      window: { kind: "fixed", ms: 365 * DAY_MS },
      comparison: "at-least",
      count: 2,
    },
    "At least 2 orders in the last 365 days",
  ],
  [
    { kind: "count", of: orders, each: null, window: null, comparison: "exactly", count: 1 },
    "Exactly 1 order so far",
  ],
  [
    {
      kind: "count",
      of: {
        kind: "signals",
        signals: ["product_viewed"],
        where: [
          { kind: "product-type", names: ["Shoes", "Hats"] },
          { kind: "price", from: 50, below: null },
        ],
      },
      each: "product",
      window: { kind: "days", days: 7 },
      comparison: "more-than",
      count: 2,
    },
    "There was a product view of type Shoes or Hats of a product that costs 50 or more more than 2 times of one product in the last 7 days",
  ],
  [
    {
      kind: "since",
      moment: { kind: "last", of: signals("cart_updated") },
      comparison: "at-least",
      duration: { kind: "fixed", ms: 4 * HOUR_MS },
    },
    "The last change of the cart was at least 4 hours ago",
  ],
  [
    {
      kind: "sequence",
      moment: { kind: "last", of: signals("product_added_to_cart", "checkout_started") },
      followed: "none",
      by: [signals("order_placed"), orders],
      within: null,
    },
    "The last item added to the cart or checkout was followed by no order",
  ],
  [
    {
      kind: "sequence",
      moment: { kind: "first", of: orders },
      followed: "some",
      by: [signals("email_clicked")],
      within: { kind: "days", days: 1 },
    },
    "The first order was followed by a click in an email within 1 day",
  ],
  [
    {
      kind: "share",
      where: [{ kind: "discounted", is: true }],
      window: null,
      comparison: "at-least",
      percent: 50,
    },
    "Of all orders so far at least 50% were ones with a discount",
  ],
  [
    { kind: "prediction", of: "churn", bound: "low", comparison: "at-most", value: 20 },
    "The low end of the chance of leaving is at most 20%",
  ],
  [
    {
      kind: "next-order",
      comparison: "less-than",
      duration: {
        kind: "longest-of",
        of: [
          { kind: "days", days: 7 },
          { kind: "typical-gaps", times: 0.5 },
        ],
      },
    },
    "The next order is expected in less than 7 days or 0.5 typical gaps between orders (whichever is longer)",
  ],
  [{ kind: "rfm-group", groups: ["champions", "loyal"] }, "Is among Champions or Loyal"],
  [
    { kind: "consent", channel: "sms", states: ["not_subscribed", "unknown"] },
    "Consent to text messages is not subscribed or unknown",
  ],
])("an atom in words (%#)", (condition, words) => {
  expect(describeCondition(condition)).toEqual({ text: words, parts: [] });
});

test.each(LANGUAGES)("every condition that there can be has words in %s", (language) => {
  fc.assert(
    fc.property(anyCondition, (condition) => {
      expect(JSON.stringify(describeIn(WORDS[language], condition))).not.toMatch(UNWORDED);
    }),
  );
});

test.each(LANGUAGES)("every atom is one sentence in %s that says all its numbers", (language) => {
  fc.assert(
    fc.property(anyAtom, (atom) => {
      const { text, parts } = describeIn(WORDS[language], atom);
      expect(parts).toEqual([]);
      expect(text.charAt(0)).toBe(text.charAt(0).toUpperCase());
      if (atom.kind === "tag") expect(text).toContain(atom.tag);
      if (atom.kind === "segment") expect(text).toContain(atom.handle);
      if (atom.kind === "rfm") expect(text).toContain(String(atom.fifth));
      if (atom.kind === "count" && atom.count > 1) expect(text).toContain(String(atom.count));
    }),
  );
});

test.each(LANGUAGES)(
  "no two signals share a noun in %s, but an order and its event",
  (language) => {
    const nouns = SIGNALS.map((signal) => WORDS[language].t(`noun.${signal}`));
    expect(nouns.filter((noun, place) => nouns.indexOf(noun) !== place)).toEqual([]);
  },
);

test("sentences have the order, the gender and the case of their language", () => {
  const cart = signals("product_added_to_cart");
  const click = signals("email_clicked");
  const told = (condition: Condition) =>
    LANGUAGES.map((one) => describeIn(WORDS[one], condition).text);
  expect(
    told({
      kind: "sequence",
      moment: { kind: "last", of: click },
      followed: "none",
      by: [orders, cart],
      within: { kind: "days", days: 2 },
    }),
  ).toEqual([
    "The last click in an email was followed by no order and no item added to the cart within 2 days",
    "Auf den letzten Klick in einer E-Mail folgte innerhalb von 2 Tagen keine Bestellung und kein Hinzufügen zum Warenkorb",
    "Après le dernier clic dans un e-mail, il n’y a eu aucune commande ni aucun ajout au panier en l’espace de 2 jours",
  ]);
  expect(
    told({
      kind: "count",
      of: { kind: "signals", signals: ["email_clicked", "product_viewed"], where: [] },
      each: null,
      window: { kind: "days", days: 7 },
      comparison: "less-than",
      count: 1200,
    }),
  ).toEqual([
    "There was a click in an email or a product view less than 1,200 times in the last 7 days",
    "Es gab weniger als 1.200-mal in den letzten 7 Tagen einen Klick in einer E-Mail oder eine Produktansicht",
    "Il y a eu moins de 1\u202f200 fois un clic dans un e-mail ou une consultation de produit au cours des 7 derniers jours",
  ]);
  expect(
    told({
      kind: "since",
      moment: { kind: "first", of: { kind: "orders", where: [{ kind: "discounted", is: true }] } },
      comparison: "at-least",
      duration: { kind: "typical-gaps", times: 1.5 },
    }),
  ).toEqual([
    "The first order with a discount was at least 1.5 typical gaps between orders ago",
    "Die erste Bestellung mit Rabatt ist mindestens 1,5 typische Bestellabstände her",
    "La première commande avec remise remonte à au moins 1,5 intervalle habituel entre commandes",
  ]);
});

test("what must not hold is a heading over its parts", () => {
  const part = { kind: "revenue", comparison: "reaches", percentile: 90 } as const;
  const words = {
    text: "Net revenue of the last 365 days reaches that of your customers’ top 10%",
    parts: [],
  };
  const none = (...of: Condition[]) => describeCondition({ kind: "none", of });
  expect(none({ kind: "all", of: [part] })).toEqual({
    text: "These do not all hold at once",
    parts: [words],
  });
  expect(none(part)).toEqual({ text: `Not: ${words.text}`, parts: [] });
  expect(none(part, part)).toEqual({ text: "None of these holds", parts: [words, words] });
  expect(none({ kind: "none", of: [part] })).toEqual({
    text: "At least one of these holds",
    parts: [words],
  });
});
