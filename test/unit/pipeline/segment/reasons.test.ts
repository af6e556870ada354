import fc from "fast-check";
import { expect, test } from "vitest";
import { sayFact } from "../../../../app/components/segments/say-fact.ts";
import { sayKeptReason, sayReason } from "../../../../app/components/segments/say-reason.ts";
import { LANGUAGES } from "../../../../app/i18n/languages.ts";
import type { Moment, Things } from "../../../../app/pipeline/segment/condition-tree.ts";
import type { Fact } from "../../../../app/pipeline/segment/fact.ts";
import { keepReason, readReason } from "../../../../app/pipeline/segment/keep-reason.ts";
import { DAY_MS, HOUR_MS } from "../../../../app/pipeline/shared/time.ts";
import { anyCondition } from "../../../support/condition-arbitrary.ts";
import { evaluateCondition } from "../../../support/evaluate-condition.ts";
import { testWords } from "../../../support/words.ts";
import { NOW } from "../score/facts.ts";
import { anyKnown, concernCondition } from "./any-known.ts";
import { situationAt } from "./situations.ts";

const WORDS = LANGUAGES.map((locale) => testWords("conditions", { locale }));
const [EN, DE, FR] = ["en", "de", "fr"].map((locale) => testWords("conditions", { locale }));

/** A hole that was left open or filled with nothing, a key in place of its words, a value that is none. */
const UNWORDED = /undefined|NaN|\[object|\{\{|\}\}|  | ,|“”|\b[a-z]+(?:\.[\w-]+)+\b/;

test("A reason is stored and read back as it was, and has words in every language.", () => {
  const asked = fc
    .record({ condition: anyCondition, known: anyKnown(20) })
    .map(({ condition, known }) => ({ condition, known: concernCondition(known, condition) }));
  fc.assert(
    fc.property(asked, ({ condition, known }) => {
      const { reason } = evaluateCondition({ ...situationAt(known, NOW), condition });
      expect(readReason(keepReason(reason))).toEqual(reason);
      for (const words of WORDS) {
        const said = sayReason(words, reason);
        expect(said).toMatch(/^.+\.$/u);
        expect(said).not.toMatch(UNWORDED);
      }
    }),
    { numRuns: 200 },
  );
});

const orders: Things = { kind: "orders", where: [] };
const views: Things = { kind: "signals", signals: ["product_viewed"], where: [] };
const last: Moment = { kind: "last", of: orders };
const window = { kind: "days", days: 30 } as const;
const relation = "at-least" as const;
const ago = { ms: 5 * HOUR_MS };

/** One of each kind: a kind without one does not compile. */
const FACTS: { [Kind in Fact["kind"]]: Extract<Fact, { kind: Kind }> } = {
  empty: { kind: "empty", of: "all" },
  "left-out": { kind: "left-out" },
  written: { kind: "written", text: "Words of an earlier release." },
  score: { kind: "score", score: "intent", points: 38_990_000, relation, limit: 30 },
  "score-unknown": { kind: "score-unknown", score: "intent", why: "no-browsing-yet" },
  prediction: {
    ...{ kind: "prediction", of: "churn", bound: "low", told: 62.5, relation, limit: 60 },
    currency: null,
  },
  "prediction-unknown": { kind: "prediction-unknown", of: "vip" },
  "next-order": { kind: "next-order", inMs: 3.5 * DAY_MS, isNear: true },
  "next-order-unknown": { kind: "next-order-unknown" },
  rfm: { kind: "rfm", axis: "recency", fifth: 4, relation, limit: 4 },
  "rfm-group": { kind: "rfm-group", group: "at-risk" },
  "rfm-unknown": { kind: "rfm-unknown", why: "too-few-customers" },
  count: { kind: "count", of: views, each: null, window, count: 0, relation: "not", limit: 1 },
  sum: {
    ...{ kind: "sum", of: orders, money: "whole", window: null, minor: 123_450 },
    ...{ currency: "EUR", relation, limit: 100_000 },
  },
  share: {
    ...{ kind: "share", where: [{ kind: "discounted", is: true }], window, count: 3, orders: 4 },
    ...{ relation, limit: 62.5 },
  },
  "no-orders": { kind: "no-orders", window },
  "no-revenue": { kind: "no-revenue" },
  "revenue-unknown": { kind: "revenue-unknown" },
  revenue: { kind: "revenue", comparison: "reaches", percentile: 90, times: 1.5, met: true },
  since: { kind: "since", moment: last, ago: { days: 1 }, relation, limit: { days: 1 } },
  never: { kind: "never", of: orders },
  followed: { kind: "followed", moment: last, ago, by: views },
  "not-followed": {
    ...{ kind: "not-followed", moment: last, ago, by: [orders, views], within: { days: 7 } },
    isOpen: true,
  },
  consent: { kind: "consent", channel: "email", state: "unsubscribed" },
  tag: { kind: "tag", tag: "wholesale", met: true },
  segment: { kind: "segment", handle: "vip", met: false },
  person: { kind: "person", is: "visitor" },
};

test("No fact is told in English to whom reads German or French.", () => {
  for (const fact of Object.values(FACTS)) {
    const [english, ...others] = WORDS.map((words) => sayFact(words, fact));
    if (fact.kind === "written") expect(others).toEqual([english, english]);
    else expect(others).not.toContain(english);
  }
});

test("Facts keep their numbers as each language writes them.", () => {
  if (!EN || !DE || !FR) throw new Error("A language is missing");
  const say = (words: typeof EN, kind: Fact["kind"]): string => sayFact(words, FACTS[kind]);
  expect(say(EN, "score")).toBe("Intent is 38.9 points, at least 30");
  expect(say(DE, "score")).toBe("Kaufabsicht beträgt 38,9 Punkte, mindestens 30");
  expect(say(FR, "score")).toBe("Intention : 38,9 points, au moins 30");
  expect(say(EN, "count")).toBe("product view in the last 30 days: 0 times, and not 1");
  expect(say(DE, "sum")).toBe(
    "Bestellungen bisher ergeben zusammen 1.234,50\u00a0€, mindestens 1.000,00\u00a0€",
  );
  expect(say(FR, "since")).toBe("la dernière commande date d’hier, au moins 1 jour");
  expect(say(DE, "not-followed")).toBe(
    "auf die letzte Bestellung vor 5 Stunden folgte innerhalb von 7 Tagen bisher keine Bestellung und keine Produktansicht",
  );
});

test("Points just below a threshold do not read as if they had reached it.", () => {
  if (!EN) throw new Error("A language is missing");
  const points = (micro: number): string => sayFact(EN, { ...FACTS.score, points: micro });
  expect(points(59_999_999)).toBe("Intent is 59.9 points, at least 30");
  expect(points(60_000_000)).toBe("Intent is 60.0 points, at least 30");
});

test("Facts of one moment are one clause, and so are those of revenue, at the place of the first.", () => {
  if (!EN || !DE || !FR) throw new Error("A language is missing");
  const steps: Things = {
    kind: "signals",
    signals: [
      "checkout_started",
      "checkout_contact_info_submitted",
      "checkout_address_info_submitted",
      "checkout_shipping_info_submitted",
      "payment_info_submitted",
    ],
    where: [],
  };
  const moment: Moment = { kind: "last", of: steps };
  const revenue = { kind: "revenue", comparison: "reaches", met: true } as const;
  const reason: Fact[] = [
    { ...revenue, percentile: 90, times: 3.63 },
    { kind: "not-followed", moment, ago, by: [orders], within: null, isOpen: true },
    { kind: "since", moment, ago, relation, limit: { ms: HOUR_MS } },
    { ...revenue, percentile: 50, times: 25.79 },
    { kind: "since", moment, ago, relation: "less-than", limit: { days: 14 } },
  ];
  expect(sayReason(EN, reason)).toBe(
    "Net revenue of the last 365 days is 3.63 times the shop’s mark for the top 10% and 25.79 times the shop’s median; " +
      "the last step in the checkout was 5 hours ago (at least 1 hour, less than 14 days), with no order since.",
  );
  expect(sayReason(DE, reason)).toContain(
    "auf den letzten Schritt im Checkout vor 5 Stunden (mindestens 1 Stunde, weniger als 14 Tage) folgte keine Bestellung",
  );
  expect(sayReason(FR, reason)).toContain(
    "après la dernière étape du paiement (il y a 5 heures, au moins 1 heure, moins de 14 jours), il n’y a eu aucune commande",
  );
  // Of a moment that was measured otherwise, and of another one, each fact stands for itself.
  const others: Fact[] = [
    { kind: "since", moment, ago: { days: 3 }, relation, limit: { days: 2 } },
    { kind: "not-followed", moment: last, ago, by: [orders], within: null, isOpen: true },
  ];
  expect(sayReason(EN, others)).toBe(
    "The last step in the checkout was 3 days ago, at least 2 days; the last order was 5 hours ago, with no order since.",
  );
});

test("What an earlier release stored in words is shown as it was.", () => {
  const kept = "2 orders in total, at least 2.";
  for (const words of WORDS) expect(sayKeptReason(words, kept)).toBe(kept);
  expect(readReason('[{"kind":"moon","phase":"full"}]')).toMatchObject([{ kind: "written" }]);
  expect(readReason("[not JSON")).toEqual([{ kind: "written", text: "[not JSON" }]);
});
