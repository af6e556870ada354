import type { Criterion } from "../../services/insights/judge-maturity.ts";
import type { Catalogs } from "../../i18n/catalogs.ts";
import type { Words } from "../words/use-words.ts";

type Steps = Catalogs["insights"]["maturity"]["step"];

/** An area with one of its criteria: "data.storefront". */
export type CriterionKey = {
  [Area in keyof Steps]: `${Area}.${Extract<keyof Steps[Area], string>}`;
}[keyof Steps];

/** What was found: "3 channels brought customers". */
export function criterionText(
  { t, format }: Words<"insights">,
  key: CriterionKey,
  { isMet, amounts }: Criterion,
): string {
  const [amount = 0] = Object.values(amounts);
  const values = {
    count: amount,
    amount: format.count(amount),
    ...Object.fromEntries(
      Object.entries(amounts).map(([name, value]) => [name, format.count(value)]),
    ),
  };
  return isMet ? t(`maturity.met.${key}`, values) : t(`maturity.missing.${key}`, values);
}

/** What to do about it. */
export const nextText = ({ t }: Words<"insights">, key: CriterionKey): string =>
  t(`maturity.step.${key}`);
