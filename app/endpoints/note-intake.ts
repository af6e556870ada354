import { getIntake } from "../intake.server.ts";

/** Counts what became of one request's messages. Refusals and names are counted one by one. */
export function noteIntake(
  from: { shopId: number; source: "api" | "klaviyo" },
  became: {
    accepted?: number;
    duplicates?: number;
    rejected?: readonly string[];
    ignored?: readonly string[];
  },
): void {
  const { accepted = 0, duplicates = 0, rejected = [], ignored = [] } = became;
  const intake = getIntake();
  if (accepted > 0) intake.note({ ...from, outcome: "accepted", reason: "", count: accepted });
  if (duplicates > 0) intake.note({ ...from, outcome: "duplicate", reason: "", count: duplicates });
  for (const reason of rejected) intake.note({ ...from, outcome: "rejected", reason, count: 1 });
  for (const reason of ignored) intake.note({ ...from, outcome: "ignored", reason, count: 1 });
}
