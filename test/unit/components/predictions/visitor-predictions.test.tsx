import { expect, test } from "vitest";
import { isSimpleVisit } from "../../../../app/components/predictions/visit-words.ts";
import { VisitorPredictions } from "../../../../app/components/predictions/visitor-predictions.tsx";
import { TRIVIAL_VISITOR_MODELS } from "../../../../app/pipeline/predict/visitors/visitor-models.ts";
import type { VisitsCard } from "../../../../app/pipeline/predict/visits/visits-card.ts";
import { visitsCard, visitTaskCard } from "./fixtures.ts";
import { render, rowsOf, textOf } from "./render.tsx";

const NOTHING_CHOSEN = { within: null, metric: null, choose: () => {} };

const show = (card: VisitsCard | null): string =>
  render(<VisitorPredictions card={card} choice={NOTHING_CHOSEN} />);

test("every horizon that can be told has its model, the reason and the evidence", () => {
  const rows = rowsOf(show(visitsCard())).slice(0, 4);
  expect(rows.map(([within]) => within)).toEqual([
    "Orders within",
    "1 hour, this visit",
    "24 hours",
    "7 days, before a first order",
  ]);
  expect(rows[1]?.[1]).toBe(
    "Blend The mean of Weighed signs and Boosted trees: no model alone did noticeably better on later visits. Its error is 25% smaller than that of the best simple rule (Intent points).",
  );
  expect(rows[1]?.[2]).toContain("300 purchases in 12,000 visits");
  expect(rows[3]?.[1]).toContain("A simple rule: counts everything that was done");
  expect(rows[3]?.[2]).toContain("300 of 12,000 people ordered in the trials");
});

test("a shop that has sold little is told that the points are served, and until when", () => {
  const points = visitTaskCard({ champion: "decayed-points", evidence: "thin" });
  const tasks = { ...visitsCard().tasks, hour: points, day: points };
  const text = textOf(show(visitsCard({ purchases: 162, tasks })));
  expect(text).toContain("Your shop’s visitors have made 162 purchases so far. From 200 on");
  expect(text).toContain("38 more purchases until what visitors do is weighed");
  expect(text).toContain(
    "30 more days of visits until 30 days can be told before a first order (60 of 90)",
  );
});

test("the figures of all models stand in one table, the served one marked", () => {
  const rows = rowsOf(show(visitsCard()));
  const models = rows.slice(rows.findIndex(([header]) => header === "Model") + 1);
  expect(models.map(([model]) => model)).toEqual([
    expect.stringContaining("Blend Success Served"),
    expect.stringContaining("Intent points Simple rule"),
    expect.stringContaining("Last seen Simple rule"),
  ]);
  expect(models[0]?.[1]).toBe("0.866");
});

test("the rules that anybody could apply are said to be simple", () => {
  for (const name of TRIVIAL_VISITOR_MODELS) expect(isSimpleVisit(name)).toBe(true);
});

test("where nobody was seen yet it says what tells of visitors", () => {
  expect(textOf(show(null))).toContain("Nothing has been learned of visitors yet");
});
