import { expect, test } from "vitest";
import { OutlookCard } from "../../../../app/components/predictions/outlook-card.tsx";
import type { CustomerOutlook } from "../../../../app/pipeline/predict/shop/outlook.ts";
import type { VisitOutlook } from "../../../../app/pipeline/predict/visits/visit-outlook.ts";
import { customerOutlook, visitOutlook } from "./fixtures.ts";
import { render, rowsOf, textOf } from "./render.tsx";

const show = (
  outlook: CustomerOutlook | null,
  { hasOrdered = true, visit = null }: { hasOrdered?: boolean; visit?: VisitOutlook | null } = {},
): string =>
  render(<OutlookCard outlook={outlook} visit={visit} hasOrdered={hasOrdered} currency="EUR" />);

test("each horizon has its probability, where it may lie and what it rests on", () => {
  expect(rowsOf(show(customerOutlook())).map((row) => row.slice(0, 3))).toEqual([
    ["Orders within", "Probability", "Likely range"],
    ["7 days", "3%", "<1% to 14%"],
    ["30 days", "12%", "4% to 25%"],
    ["45 days", "16%", "3% to 30%"],
  ]);
  const grades = rowsOf(show(customerOutlook())).map((row) => row[3]);
  expect(grades).toEqual([
    "Rests on",
    expect.stringContaining("Thin evidence"),
    expect.stringContaining("Fair evidence"),
    expect.stringContaining("Strong evidence"),
  ]);
});

test("the bar is drawn from the numbers beside it", () => {
  const html = show(
    customerOutlook({ week: { value: 0.5, low: 0.25, high: 1, evidence: "none" } }),
  );
  expect(html).toContain("left:25.00%;width:max(4px, 75.00%)");
  expect(html).toContain("left:50.00%");
});

test("a shop whose own span is a month shows the month once", () => {
  const rows = rowsOf(show(customerOutlook({ horizonDays: 30 })));
  expect(rows.map(([days]) => days)).toEqual(["Orders within", "7 days", "30 days"]);
});

test("next order, revenue to come, leaving and being a VIP stand with their ranges", () => {
  const text = textOf(show(customerOutlook()));
  expect(text).toContain("Feb 18, 2027 Four in five: Dec 17, 2026 to Dec 25, 2027");
  expect(text).toContain("€80.75 Nine in ten: €0.00 to €350.91");
  expect(text).toContain("84% No order within 45 days: 70% to 97%. Strong evidence");
  expect(text).toContain(
    "VIP in 45 days 2% Chance to stand above your shop’s VIP threshold by then",
  );
});

test("what cannot be told is said to be so, and never shown as a number", () => {
  const text = textOf(show(customerOutlook({ churn: null, vipAscent: null, nextOrder: null })));
  expect(text).toContain("Cannot be told Your shop’s history does not tell leaving from silence");
  expect(text).toContain("Cannot be told Your shop has too few customers to say who is a VIP");
  expect(text).toContain("Not expected More likely than not, none within two years");
});

test("an order that may never come has no last date", () => {
  const { nextOrder } = customerOutlook();
  if (nextOrder === null) throw new Error("the fixture expects an order");
  const text = textOf(show(customerOutlook({ nextOrder: { ...nextOrder, high: null } })));
  expect(text).toContain("Hardly before Dec 17, 2026, and it may never come");
});

test("where nothing is predicted it says why, and what to wait for", () => {
  expect(textOf(show(null))).toContain("learned from your orders once a day");
  expect(textOf(show(null, { hasOrdered: false }))).toContain(
    "Nothing is predicted: there is no order yet, and no visit of the last 30 days",
  );
});

test("of somebody who was there lately this visit and the next day come first", () => {
  const html = show(customerOutlook(), { visit: visitOutlook({ week: null, month: null }) });
  expect(rowsOf(html).map((row) => row.slice(0, 3))).toEqual([
    ["Orders within", "Probability", "Likely range"],
    ["1 hour, this visit", "2%", "1% to 4%"],
    ["24 hours", "3%", "2% to 6%"],
    ["7 days", "3%", "<1% to 14%"],
    ["30 days", "12%", "4% to 25%"],
    ["45 days", "16%", "3% to 30%"],
  ]);
  expect(textOf(html)).toContain("Last seen doing something 20 min ago");
});

test("before a first order visits alone are told of, and what cannot be told yet is named", () => {
  const rowsWith = (visit: VisitOutlook) =>
    rowsOf(show(null, { hasOrdered: false, visit })).map(([within]) => within);
  const names = ["Orders within", "1 hour, this visit", "24 hours"];
  expect(rowsWith(visitOutlook())).toEqual([...names, "7 days", "30 days"]);
  expect(rowsWith(visitOutlook({ month: null }))).toEqual([...names, "7 days"]);
  const textWith = (visit: VisitOutlook) => textOf(show(null, { hasOrdered: false, visit }));
  expect(textWith(visitOutlook({ month: null }))).toContain("30 days can be told once");
  expect(textWith(visitOutlook({ week: null, month: null }))).toContain(
    "7 and 30 days can be told once your visitors have been watched for 21 and 90 days.",
  );
  expect(textWith(visitOutlook())).not.toContain("can be told once");
});
