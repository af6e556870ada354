import { formatMinorUnits } from "../../pipeline/shared/money.ts";
import { readSegmentOverview } from "../read-segment-overview.ts";
import { exportWords, type ExportList } from "./export-list.ts";

const COLUMNS = [
  "name",
  "handle",
  "description",
  "customers",
  "visitors",
  "sinceYesterday",
  "revenue30",
  "currency",
  "tag",
  "usedBy",
] as const;

/** All segments, in the order of their making. */
export const SEGMENTS: ExportList<(typeof COLUMNS)[number]> = {
  columns: COLUMNS,
  async read({ shopId, timezone, currency, now, db }) {
    const segments = await readSegmentOverview({ shopId, timezone, now, days: 2 }, db);
    const records = segments.map((segment) => {
      const [yesterday = segment.size] = segment.trend;
      const { revenue30 } = segment;
      return [
        ...[segment.name, segment.handle, segment.description, segment.size, segment.visitors],
        segment.size - yesterday,
        revenue30 === null ? null : formatMinorUnits(revenue30, currency),
        ...[currency, segment.tag, exportWords(segment.users.map(({ name }) => name))],
      ];
    });
    return { records, next: null };
  },
};
