import { SECOND_MS } from "../../shared/time.ts";
import type { LastEvent, VisitorState } from "./visitor-state.ts";

/** One number about a visitor as of their latest event; null: not known. */
export interface VisitorFeature {
  name: string;
  read: (state: VisitorState, last: LastEvent) => number | null;
}

/** Counts and times reach over many powers of ten, and the first of them tell most. */
export const ofCount = (count: number): number => Math.log1p(count);

/** log1p of the seconds from one instant to a later one; null where the first never was. */
export const ofTime = (since: number | null, until: number): number | null =>
  since === null ? null : Math.log1p((until - since) / SECOND_MS);

export const ofFlag = (isSo: boolean): number => (isSo ? 1 : 0);
