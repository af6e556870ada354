import type { Direction } from "./sort.ts";

/** What a list of customers can be ordered by: the scores, what is expected of them, when they were last seen. */
export type CustomerSort =
  "behavior" | "intent" | "engagement" | "value" | "lastSeenAt" | "chance" | "worth";

/** The direction that one wishes first. */
export const CUSTOMER_SORTS: Record<CustomerSort, Direction> = {
  behavior: "desc",
  intent: "desc",
  engagement: "desc",
  value: "desc",
  lastSeenAt: "desc",
  chance: "desc",
  worth: "desc",
};

interface SortColumn {
  /** As the index of that column has it (profile_..._idx): another wording would not be found there. */
  sql: string;
  /** PostgreSQL's type of it, and what a number of a cursor becomes for it. */
  type: "int" | "timestamptz" | "float8";
}

export const SORT_COLUMNS: Record<CustomerSort, SortColumn> = {
  behavior: { sql: "profile.behavior", type: "int" },
  intent: { sql: "profile.intent", type: "int" },
  engagement: { sql: "profile.engagement", type: "int" },
  value: { sql: "profile.value", type: "int" },
  lastSeenAt: { sql: "profile.last_seen_at", type: "timestamptz" },
  chance: { sql: "((profile.outlook#>>'{month,value}')::float8)", type: "float8" },
  worth: { sql: "((profile.outlook#>>'{lifetimeValue,meanMinor}')::float8)", type: "float8" },
};
