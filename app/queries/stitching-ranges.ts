/** The days that the stitching report can be about. */
export const STITCHING_RANGES = [7, 30, 90] as const;

const DEFAULT_DAYS = 30;

/** The range that an address names; what it does not name, or names wrongly, is the default. */
export function readDays(params: URLSearchParams): number {
  return STITCHING_RANGES.find((days) => String(days) === params.get("days")) ?? DEFAULT_DAYS;
}
