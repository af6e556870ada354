import type { RfmGroup } from "../../pipeline/score/rfm-groups.ts";

export type { RfmGroup };

/** From the best to the lost, as they are shown. The type holds the list against the one that groups are made by. */
export const RFM_GROUPS = Object.keys({
  champions: 0,
  loyal: 0,
  "potential-loyalists": 0,
  new: 0,
  promising: 0,
  "needs-attention": 0,
  "about-to-sleep": 0,
  "cannot-lose": 0,
  "at-risk": 0,
  hibernating: 0,
  lost: 0,
} satisfies Record<RfmGroup, 0>) as RfmGroup[];
