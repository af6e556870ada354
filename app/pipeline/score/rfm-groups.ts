import type { RfmGroup } from "../shared/rfm-group-names.ts";

/** A class among the shop's customers: 1 is the lowest fifth, 5 the highest. */
export type Fifth = 1 | 2 | 3 | 4 | 5;

type Row = readonly [RfmGroup, RfmGroup, RfmGroup, RfmGroup, RfmGroup];

/**
 * The group by the class of recency and, within its row, by frequency and money together from 1 to 5. The names
 * and their meanings are those in use since Putler's list (putler.com/rfm-analysis), whose ranges overlap; the
 * lines between them are those of the map of 25 squares that most of the published analyses share, with its
 * lowest square told apart as lost.
 */
export const RFM_GRID: Record<Fifth, Row> = {
  5: ["new", "potential-loyalists", "potential-loyalists", "champions", "champions"],
  4: ["promising", "potential-loyalists", "potential-loyalists", "loyal", "loyal"],
  3: ["about-to-sleep", "about-to-sleep", "needs-attention", "loyal", "loyal"],
  2: ["hibernating", "hibernating", "at-risk", "at-risk", "cannot-lose"],
  1: ["lost", "hibernating", "at-risk", "at-risk", "cannot-lose"],
};

/**
 * Frequency and money as one class: their mean, halves rounded down. Who bought once for a little more than most
 * is still closer to somebody new than to a regular.
 */
const meanClass = (frequency: Fifth, monetary: Fifth): number =>
  Math.floor((frequency + monetary) / 2);

/** The one group of a customer with these classes. */
export function groupOf(classes: { recency: Fifth; frequency: Fifth; monetary: Fifth }): RfmGroup {
  const { recency, frequency, monetary } = classes;
  const row = RFM_GRID[recency];
  return row[meanClass(frequency, monetary) - 1] ?? row[0];
}
