import { expect, test } from "vitest";
import { addLagGauges } from "../../../app/operations/lag-gauges.ts";
import { createMetrics } from "../../../app/operations/metrics.ts";

const read = {
  pools: () => ({
    work: { totalCount: 5, idleCount: 2, waitingCount: 1 },
    intake: { totalCount: 4, idleCount: 4, waitingCount: 0 },
  }),
  waitingEvents: () => 7,
};

test("what is read at a scrape is told as it is then", async () => {
  const { registry } = createMetrics(read);
  const text = await registry.metrics();
  expect(text).toContain('kindling_pool_connections{pool="work",state="in_use"} 3');
  expect(text).toContain('kindling_pool_connections{pool="work",state="waited_for"} 1');
  expect(text).toContain('kindling_pool_connections{pool="intake",state="idle"} 4');
  expect(text).toContain("kindling_waiting_events 7");
  expect(text).toContain("nodejs_eventloop_lag_p99_seconds");
});

test("no label is a shop, a customer or anything else that grows with those who use the app", async () => {
  const { registry } = createMetrics(read);
  const ours = (await registry.getMetricsAsJSON()).filter(({ name }) =>
    name.startsWith("kindling_"),
  );
  expect(ours.length).toBeGreaterThan(10);
  const labels = ours.flatMap(({ name }) => {
    const metric: unknown = registry.getSingleMetric(name);
    return (metric as { labelNames: string[] }).labelNames;
  });
  const bounded = [
    "job",
    "loop",
    "method",
    "outcome",
    "pool",
    "route",
    "source",
    "state",
    "status",
    "waited_for",
    "work",
  ];
  expect([...new Set(labels)].toSorted()).toEqual(bounded);
});

test("the lag is asked once a scrape, and is unknown, not zero, while the database is away", async () => {
  const { registry } = createMetrics(read);
  let asked = 0;
  let isAway = false;
  addLagGauges(registry, async () => {
    asked += 1;
    if (isAway) throw new Error("connect ECONNREFUSED");
    const requests = { erasureSeconds: 7200, dataRequestsDue: 3 };
    return { ingestSeconds: 1.5, shopsToIngest: 2, scoreSeconds: 30, ...requests };
  });
  const text = await registry.metrics();
  expect(asked).toBe(1);
  expect(text).toContain("kindling_ingest_lag_seconds 1.5");
  expect(text).toContain("kindling_ingest_shops_waiting 2");
  expect(text).toContain("kindling_score_lag_seconds 30");
  expect(text).toContain("kindling_erasure_age_seconds 7200");
  expect(text).toContain("kindling_data_requests_due 3");
  isAway = true;
  expect(await registry.metrics()).not.toMatch(/^kindling_(ingest|score|erasure|data_requests)_/m);
  expect(asked).toBe(2);
});

test("requests are counted by route, method and status, once at however many scrapes", async () => {
  const { registry, requests } = createMetrics(read);
  for (let number = 0; number < 3; number += 1) requests.begin();
  requests.end({ route: "/webhooks", method: "POST", status: 200, seconds: 0.02 });
  requests.end({ route: "/webhooks", method: "POST", status: 200, seconds: 0.3 });
  await registry.metrics();
  const text = await registry.metrics();
  expect(text).toContain(
    'kindling_http_requests_total{route="/webhooks",method="POST",status="200"} 2',
  );
  expect(text).toContain('kindling_http_request_seconds_bucket{le="0.025",route="/webhooks"} 1');
  expect(text).toContain('kindling_http_request_seconds_count{route="/webhooks"} 2');
  expect(text).toContain("kindling_http_requests_in_flight 1");
});
