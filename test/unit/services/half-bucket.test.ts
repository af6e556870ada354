import { describe, expect, test } from "vitest";
import { keepHalfTheBucket } from "../../../app/services/half-bucket.ts";
import { AdminApiError } from "../../../app/shopify/admin-api.ts";

function open() {
  const naps: number[] = [];
  const ask = keepHalfTheBucket((ms) => {
    naps.push(ms);
    return Promise.resolve();
  });
  /** One request after which the bucket holds so much. */
  const leave = (available: number) =>
    ask((onBucket) => {
      onBucket({ available, maximum: 2000, restoredPerSecond: 100 });
      return Promise.resolve("answer");
    });
  return { naps, ask, leave };
}

describe("half of the cost bucket is left to others", () => {
  test("while half and more is there nobody waits", async () => {
    const { naps, leave } = open();
    for (const available of [2000, 1500, 1000]) expect(await leave(available)).toBe("answer");
    await leave(2000);
    expect(naps).toEqual([]);
  });

  test("below it the next request waits until half is there again", async () => {
    const { naps, leave } = open();
    await leave(700);
    await leave(1000);
    await leave(1000);
    expect(naps).toEqual([3000]);
  });

  test("who always drains the bucket does not stop it for good", async () => {
    const { naps, ask } = open();
    const slow = { available: 0, maximum: 2000, restoredPerSecond: 1 };
    for (let request = 0; request < 3; request += 1) {
      await ask((onBucket) => Promise.resolve(onBucket(slow)));
    }
    expect(naps).toEqual([30_000, 30_000]);
  });

  test("throttled, it waits as Shopify says and asks again; other failures are the caller's", async () => {
    const { naps, ask } = open();
    let tries = 0;
    const answer = await ask(() => {
      tries += 1;
      if (tries < 3) throw new AdminApiError({ kind: "throttled", waitMs: 400 }, "throttled");
      return Promise.resolve("answer");
    });
    expect(answer).toBe("answer");
    expect(naps).toEqual([400, 400]);
    const refused = new AdminApiError({ kind: "http", status: 403 }, "no");
    await expect(ask(() => Promise.reject(refused))).rejects.toBe(refused);
  });
});
