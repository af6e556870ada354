import { z } from "zod";

const INSIGHT_TABS = ["funnel", "groups", "retention", "channels", "scores", "maturity"] as const;
export type InsightTab = (typeof INSIGHT_TABS)[number];

const days = (first: 30, ...others: (7 | 90)[]) =>
  z.coerce
    .number()
    .refine((value) => value === first || others.some((other) => other === value))
    .catch(first);

const choiceSchema = z.object({
  tab: z.enum(INSIGHT_TABS).catch("funnel"),
  /** Of the funnel: so many days against as many before. */
  days: days(30, 7, 90),
  /** Of groups and channels. */
  span: days(30, 90),
  score: z.enum(["behavior", "intent", "engagement", "value"]).catch("behavior"),
  /** Of cohorts: who ordered again by then, or in that very month. */
  cohorts: z.enum(["repeated", "active"]).catch("repeated"),
});

/** What stands in the address of the page; what makes no sense there is the first choice. */
export type InsightChoice = z.infer<typeof choiceSchema>;

export const readInsightChoice = (params: URLSearchParams): InsightChoice =>
  choiceSchema.parse(Object.fromEntries(params));
