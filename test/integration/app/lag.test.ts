import { beforeAll, expect, test } from "vitest";
import { readLag } from "../../../app/db/lag.ts";
import {
  addPrivacyRequest,
  closeDataRequest,
  takePrivacyRequest,
  type PrivacyTopic,
} from "../../../app/db/privacy-requests.ts";
import { addShop, useAppPool } from "../../support/app-direct.ts";
import { DAY_MS, HOUR_MS, NOW } from "../../support/app-shop.ts";

const app = useAppPool();
let shops: number[] = [];

beforeAll(async () => {
  const domains = ["a.myshopify.com", "b.myshopify.com"];
  shops = await Promise.all(domains.map((domain) => addShop(app.pool, domain, { now: NOW })));
});

const ask = (shop: number, topic: PrivacyTopic, receivedAt: number): Promise<boolean> =>
  addPrivacyRequest(app.pool, shops[shop] ?? 0, {
    ...{ requestKey: topic, topic, receivedAt, customerId: "1", orderIds: [] },
    clientId: null,
  });

const lag = async (now: number) => {
  const { erasureSeconds, dataRequestsDue } = await readLag(app.pool, now);
  return { hours: erasureSeconds / 3600, due: dataRequestsDue };
};

test("an erasure of any kind is told by its age, in whichever shop, until it is carried out", async () => {
  expect(await lag(NOW)).toEqual({ hours: 0, due: 0 });
  const erasures = ["customers/redact", "shop/redact", "merchant/erase", "visitor/withdrawal"];
  for (const [index, topic] of (erasures as PrivacyTopic[]).entries()) {
    await ask(index % 2, topic, NOW - (index + 1) * HOUR_MS);
    expect(await lag(NOW), topic).toEqual({ hours: index + 1, due: 0 });
  }
  expect(await lag(NOW + DAY_MS)).toEqual({ hours: 28, due: 0 });
  // A clock that is behind tells no negative age.
  expect(await lag(NOW - DAY_MS)).toEqual({ hours: 0, due: 0 });
  await takePrivacyRequest(app.pool, shops[1] ?? 0, "visitor/withdrawal");
  expect(await lag(NOW)).toEqual({ hours: 3, due: 0 });
});

test("a request for data is counted from a week before it lapses, until it is answered", async () => {
  const { hours } = await lag(NOW);
  for (const shop of [0, 1]) await ask(shop, "customers/data_request", NOW - shop * DAY_MS);
  expect(await lag(NOW + 22 * DAY_MS - 1)).toMatchObject({ due: 0 });
  expect(await lag(NOW + 22 * DAY_MS)).toMatchObject({ due: 1 });
  expect(await lag(NOW + 40 * DAY_MS)).toMatchObject({ due: 2 });
  expect((await lag(NOW)).hours).toBe(hours);
  const request = { requestKey: "customers/data_request", outcome: "answered", now: NOW } as const;
  await closeDataRequest(app.pool, shops[0] ?? 0, request);
  expect(await lag(NOW + 40 * DAY_MS)).toMatchObject({ due: 1 });
});
