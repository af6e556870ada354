import { expect, test } from "vitest";
import { personPage } from "../../../app/queries/person-page.ts";

test("the page holds every value, and nothing in it is markup", () => {
  const page = personPage({
    about: { customerId: "7", shop: "a.myshopify.com", madeAt: "2026-01-01", note: "note" },
    tables: {
      fact: [
        { key: "<b>", value: 3 },
        { key: "two", about: null, more: { deep: '"x" & y' } },
      ],
      refund: [],
    },
  });
  expect(page).toContain("<h2>fact (2)</h2>");
  expect(page).not.toContain("refund");
  expect(page).toContain("&lt;b&gt;");
  expect(page).not.toContain("<b>");
  expect(page).toContain("&amp; y");
  expect([...page.matchAll(/<th>(\w+)<\/th>/g)].map(([, name]) => name)).toEqual([
    ...["key", "value", "about", "more"],
  ]);
});
