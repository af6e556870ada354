/** What of the trials is shown: it stands in the address of the page. */
export interface TrialChoice {
  /** Which horizon, and which figure over time; null: none was chosen yet. */
  within: string | null;
  metric: string | null;
  choose: (name: "within" | "metric", value: string) => void;
}
