import { AppProvider } from "@shopify/polaris";
import en from "@shopify/polaris/locales/en.json" with { type: "json" };
import { I18nextProvider } from "react-i18next";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { chooseRows } from "../../../app/components/customers/affinity-table.tsx";
import { PreferenceCard } from "../../../app/components/customers/preference-card.tsx";
import { RfmCard } from "../../../app/components/customers/rfm-card.tsx";
import type { CategoryAffinity } from "../../../app/pipeline/predict/affinity/affinity.ts";
import type { Preferences } from "../../../app/services/describe-preferences.ts";
import { testI18n } from "../../support/words.ts";

/** What a reader sees, its blanks made one. */
const textOf = (element: React.ReactElement): string =>
  renderToStaticMarkup(
    <I18nextProvider i18n={testI18n()}>
      <AppProvider i18n={en}>{element}</AppProvider>
    </I18nextProvider>,
  )
    .replace(/<!--.*?-->/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");

const category = (name: string, change: Partial<CategoryAffinity> = {}): CategoryAffinity => ({
  category: name,
  interest: 1,
  share: 0.5,
  low: 0.2,
  high: 0.8,
  shopShare: 0.25,
  lift: 2,
  leaning: "not-yet-known",
  ...change,
});

test("what stands out comes first, then what interests most, and what nobody touched is left out", () => {
  const rows = chooseRows([
    category("much", { interest: 5 }),
    category("none", { interest: 0 }),
    category("less", { interest: 0, leaning: "less" }),
    category("more", { leaning: "more" }),
    category("some", { interest: 2 }),
  ]);
  expect(rows.map((row) => row.category)).toEqual(["more", "less", "much", "some"]);
});

const described: Preferences = {
  outcome: "described",
  types: { interest: 0, evidence: "none", categories: [] },
  collections: { interest: 0, evidence: "none", categories: [] },
  discount: {
    orders: 0,
    discounted: 0,
    share: 0.3,
    low: 0.01,
    high: 0.8,
    shopShare: 0.3,
    habit: "not-yet-known",
    evidence: "none",
  },
  channels: { channels: [], best: null },
};

test("where nothing is known the cards say so, and name no figure as the customer's own", () => {
  expect(textOf(<PreferenceCard preferences={{ outcome: "no-norms-yet" }} />)).toContain(
    "Not known yet.",
  );
  const text = textOf(<PreferenceCard preferences={described} />);
  expect(text).toContain("Your products have no types yet");
  expect(text).toContain("Best channel: not yet known");
  expect(text).toContain("no evidence of their own.");
  const rfm = textOf(<RfmCard classes={null} group={null} history={[]} />);
  expect(rfm).toContain("It takes an order that counts");
});

test("classes are told in words beside their blocks", () => {
  const classes = { recency: 5, frequency: 1, monetary: 2 } as const;
  const text = textOf(<RfmCard classes={classes} group="new" history={[]} />);
  expect(text).toMatch(/New Ordered lately/);
  expect([...text.matchAll(/(\d) of 5/g)].map(([, value]) => value)).toEqual(["5", "1", "2"]);
});
