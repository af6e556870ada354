import { AppProvider } from "@shopify/polaris";
import en from "@shopify/polaris/locales/en.json" with { type: "json" };
import { I18nextProvider } from "react-i18next";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { LedgerTable } from "../../../app/components/scores/ledger-table.tsx";
import { testI18n } from "../../support/words.ts";

const line = (term: string, points: number, decayed = points) => ({
  term,
  group: "browsing",
  trust: "signed",
  count: 3,
  counted: 2,
  earned: decayed,
  decayed,
  points,
});

/** The text of every cell, row by row, the header first and the sum row last. */
function cellsOf(html: string): string[][] {
  return [...html.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row = ""]) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = ""]) =>
      cell.replace(/<[^>]+>/g, ""),
    ),
  );
}

function render(points: number, lines: ReturnType<typeof line>[]): string[][] {
  return cellsOf(
    renderToStaticMarkup(
      <I18nextProvider i18n={testI18n()}>
        <AppProvider i18n={en}>
          <LedgerTable score="intent" points={points} lines={lines} />
        </AppProvider>
      </I18nextProvider>,
    ),
  );
}

test("the shown points add up to the shown sum where plain rounding would not", () => {
  const rows = render(1_014_000, [
    line("page_viewed", 338_000),
    line("product_viewed", 338_000),
    line("cart_viewed", 338_000),
  ]);
  const points = rows.slice(1).map((row) => row.at(-1));
  // 0.34 three times would be 1.02.
  expect(points).toEqual(["0.34", "0.34", "0.33", "1.01"]);
});

test("the line that weighs most comes first", () => {
  const rows = render(3_000_000, [
    line("page_viewed", 1_000_000),
    line("checkout_started", 2_000_000),
  ]);
  expect(rows.slice(1, 3).map((row) => row[0])).toEqual(["Checkout started", "Page viewed"]);
});

test("what no cap took is shown the same before and after the caps", () => {
  const rows = render(1_014_000, [
    line("page_viewed", 338_000),
    line("product_viewed", 338_000),
    line("cart_viewed", 338_000),
  ]);
  for (const row of rows.slice(1, 4)) expect(row[3]).toBe(row.at(-1));
});

test("what the daily cap left out is named", () => {
  expect(render(1_000_000, [line("page_viewed", 1_000_000)])[1]?.[1]).toBe(
    "3 times, 2 within the daily cap",
  );
});

test("what takes points away comes last, below zero and without a share, and the sum still holds", () => {
  const removed = {
    ...line("product_removed_from_cart", -9_000_000),
    group: "cart",
    count: 1,
    counted: 1,
  };
  const rows = render(9_004_000, [removed, line("product_added_to_cart", 18_004_000)]);
  expect(rows.slice(1).map((row) => [row[0], row[1], ...row.slice(-2)])).toEqual([
    ["Added to cart", "3 times, 2 within the daily cap", "100%", "18.00"],
    ["Removed from cart", "Once; takes from cart", "–", "-9.00"],
    ["Intent score", "", "", "9.00"],
  ]);
});

test("a term of another model is shown as it was stored", () => {
  expect(render(1_000_000, [line("video_watched", 1_000_000)])[1]?.[0]).toBe("video watched");
});
