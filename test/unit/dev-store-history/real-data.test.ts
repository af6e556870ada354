import { describe, expect } from "vitest";

import type { History } from "../../../dev-store/history/history.ts";
import { readHistory } from "../../../dev-store/history/read-history.ts";
import { testWithSharedData } from "../../support/shared-data.ts";

describe("a real history", () => {
  testWithSharedData(
    "cdnow_sample.csv.gz",
    "of CDNOW has 6,919 orders of 2,357 customers worth 244,091.94",
    async (file) => {
      const history = await readHistory(file);
      expect(history.counts).toMatchObject({
        rows: 6919,
        orders: 6919,
        customers: 2357,
        guestOrders: 0,
        totalMinor: 24_409_194,
        unreadable: 0,
        notASale: 0,
      });
      expect(spanOf(history)).toEqual(["1997-01-01T00:00:00.000Z", "1998-06-30T00:00:00.000Z"]);
    },
  );

  testWithSharedData(
    "online_retail.csv.gz",
    "of Online Retail has 18,532 orders of 4,338 customers, and accounts for each of its rows",
    async (file) => {
      const history = await readHistory(file);
      const { counts } = history;
      expect(counts).toMatchObject({
        rows: 541_909,
        orders: 18_532,
        customers: 4338,
        lines: 397_884,
        totalMinor: 891_140_790,
        cancellationRows: 8905,
        unreadable: 0,
      });
      const { lines, guestLines, cancellationRows, notASale, unreadable } = counts;
      expect(lines + guestLines + cancellationRows + notASale + unreadable).toBe(counts.rows);
      expect(spanOf(history)).toEqual(["2010-12-01T08:26:00.000Z", "2011-12-09T12:50:00.000Z"]);
      expect(counts.unmatchedCancellations).toBeLessThan(cancellationRows / 4);
    },
    60_000,
  );
});

function spanOf({ happenings }: History): string[] {
  return [happenings.at(0), happenings.at(-1)].map((h) => new Date(h?.at ?? 0).toISOString());
}
