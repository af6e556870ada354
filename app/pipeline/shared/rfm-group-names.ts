/** From the best to the lost. A customer with classes is in exactly one of them. */
export const RFM_GROUPS = [
  "champions",
  "loyal",
  "potential-loyalists",
  "new",
  "promising",
  "needs-attention",
  "about-to-sleep",
  "cannot-lose",
  "at-risk",
  "hibernating",
  "lost",
] as const;

export type RfmGroup = (typeof RFM_GROUPS)[number];
