import { ACTIVITY } from "./export-activity.ts";
import { CUSTOMERS, MEMBERS } from "./export-customers.ts";
import type { ExportList } from "./export-list.ts";
import { MEMBERSHIPS } from "./export-memberships.ts";
import { SEGMENTS } from "./export-segments.ts";

/**
 * All lists that a merchant can have as a file, by the name in the address /app/export/NAME. A new one is a file like its
 * neighbors, a line here, and words for its columns in the catalog "exports".
 */
export const EXPORTS = {
  segments: SEGMENTS,
  customers: CUSTOMERS,
  members: MEMBERS,
  activity: ACTIVITY,
  memberships: MEMBERSHIPS,
} satisfies Record<string, ExportList>;

export type ExportName = keyof typeof EXPORTS;
export type ExportColumn = (typeof EXPORTS)[ExportName]["columns"][number];

export const isExport = (name: string): name is ExportName => Object.hasOwn(EXPORTS, name);
