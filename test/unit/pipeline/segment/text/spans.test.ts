import fc from "fast-check";
import { expect, test } from "vitest";
import type { Condition } from "../../../../../app/pipeline/segment/condition-tree.ts";
import { formatCondition } from "../../../../../app/pipeline/segment/text/format-condition.ts";
import { parseConditionText } from "../../../../../app/pipeline/segment/text/parse-condition-text.ts";
import { findPlace } from "../../../../../app/pipeline/segment/text/spans.ts";
import { anyCondition } from "../../../../support/condition-arbitrary.ts";

/** Every place of a tree, with what is there. */
function placesOf(value: unknown, path = ""): { path: string; value: unknown }[] {
  if (typeof value !== "object" || value === null) return [{ path, value }];
  return [
    { path, value },
    ...Object.entries(value).flatMap(([key, inner]) => {
      const step = Array.isArray(value) ? `[${key}]` : `${path === "" ? "" : "."}${key}`;
      return placesOf(inner, path + step);
    }),
  ];
}

const CONDITION_PATH = /^(?:\.?of\[\d+\])*$/;
const NUMBER_PATH = /\.?(?:points|value|fifth|count|amount|percent|days|times)$/;

function parsedOf(text: string) {
  const parsed = parseConditionText(text);
  if (parsed.outcome === "refused") throw new Error(JSON.stringify(parsed.errors));
  return parsed;
}

test("Each condition within a condition, and each number, is found where it is written.", () => {
  fc.assert(
    fc.property(anyCondition, (drawn) => {
      const text = formatCondition(drawn);
      const { condition, spans } = parsedOf(text);
      for (const { path, value } of placesOf(condition)) {
        const place = findPlace(spans, condition, path);
        const piece = text.slice(place?.start, place?.end);
        if (CONDITION_PATH.test(path)) expect(parsedOf(piece).condition).toEqual(value);
        if (typeof value === "number" && NUMBER_PATH.test(path)) {
          expect([path, Number(piece)]).toEqual([path, value]);
        }
      }
    }),
    { numRuns: 150 },
  );
});

test.each<[text: string, path: string, piece: string]>([
  ["sum product_viewed in 7 days >= 5", "of.signals[0]", "product_viewed"],
  ["sum (order_placed, page_viewed) >= 5", "of.signals[1]", "page_viewed"],
  ['is customer and count page_viewed[channel "web"] >= 1', "of[1].of.where[0]", 'channel "web"'],
  ['count order[channel ("web", "")] >= 1', "of.where[0].names[1]", '""'],
  ["count order[product (1, 22)] >= 1", "of.where[0].ids[1]", "22"],
  ["count order[price 100..50] >= 1", "of.where[0].below", "50"],
  ["last order then no page_viewed within 5 minutes", "within.ms", "5"],
  ["last order then no page_viewed within 5 minutes", "within", "5 minutes"],
  ["last order then no (order, page_viewed)", "by[1].signals", "page_viewed"],
  ["last page_viewed[discounted] at least 2 days ago", "moment.of.where[0]", "discounted"],
  ['not segment "x" or segment "vip"', "of[1].handle", '"vip"'],
  ['tag "kindling:vip"', "tag", '"kindling:vip"'],
  ["rfm_group in (loyal, lost)", "groups[1]", "lost"],
  ["email consent in (subscribed, pending)", "states[1]", "pending"],
  ["email consent is subscribed", "channel", "email consent is subscribed"],
])("In “%s” the place %s is “%s”.", (text, path, piece) => {
  const { condition, spans } = parsedOf(text);
  const place = findPlace(spans, condition, path);
  expect(text.slice(place?.start, place?.end)).toBe(piece);
});

test("A place that is nowhere in the tree is as near as the way to it goes.", () => {
  const { condition, spans } = parsedOf("is customer and intent >= 5");
  const whole: Condition = condition;
  expect(findPlace(spans, whole, "of[1].nothing.more")).toEqual({ start: 16, end: 27 });
  expect(findPlace(new Map(), whole, "of[1]")).toBe(null);
});
