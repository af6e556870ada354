import { Card, Text } from "@shopify/polaris";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { Status } from "../../queries/read-status.ts";
import { formatCount, formatCounted } from "../format/format-number.ts";
import { formatDuration } from "../format/format-date.ts";
import { InstantText } from "../format/instant-text.tsx";
import { Tile } from "../tiles/tile.tsx";

/** Shorter than this, a queue is just the work in hand. */
const CURRENT_WITHIN_MS = 10_000;

/** Whether everything runs: four numbers, each with the sentence that puts it into proportion. */
export function StatusTiles(props: { status: Status; asOf: Instant; isBackfilling: boolean }) {
  const { status, asOf, isBackfilling } = props;
  return (
    <Card>
      <dl className="k-tiles">
        <Tile
          label="Last event"
          hint={status.lastEventAt === null ? "Listening" : <InstantText at={status.lastEventAt} />}
        >
          {status.lastEventAt === null ? (
            "None yet"
          ) : (
            <InstantText at={status.lastEventAt} asOf={asOf} />
          )}
        </Tile>
        <Tile label="Customers scored" hint={scoredHint(status)}>
          {formatCount(status.scoredCustomers)}
        </Tile>
        <Tile label="Scores" hint={<ScoresHint status={status} asOf={asOf} />}>
          {scoresAge(status, asOf)}
        </Tile>
        <Tile
          label="Tags in Shopify"
          hint={
            isBackfilling ? "Written once your history is complete" : <TagsHint status={status} />
          }
        >
          {formatCount(status.tags)}
        </Tile>
      </dl>
    </Card>
  );
}

function scoredHint({ customers, visitors }: Status): string {
  const of = `of ${formatCounted(customers, "customer")}`;
  return visitors > 0 ? `${of}; ${formatCounted(visitors, "visitor")} not known yet` : of;
}

function scoresAge({ dueSince }: Status, asOf: Instant): string {
  if (dueSince === null || asOf - dueSince < CURRENT_WITHIN_MS) return "Current";
  return `${formatDuration(asOf - dueSince)} behind`;
}

function ScoresHint({ status, asOf }: { status: Status; asOf: Instant }) {
  if (status.due > 0) return `${formatCounted(status.due, "profile")} being scored`;
  return (
    <>
      as of <InstantText at={asOf} />
    </>
  );
}

function TagsHint({ status }: { status: Status }) {
  if (status.refusedCustomers > 0) {
    return (
      <Text as="span" tone="critical">
        {`Shopify refused tags on ${formatCounted(status.refusedCustomers, "customer")}`}
      </Text>
    );
  }
  if (status.waitingCustomers > 0)
    return `${formatCounted(status.waitingCustomers, "customer")} waiting`;
  return status.tags === 0
    ? "None to write"
    : `on ${formatCounted(status.taggedCustomers, "customer")}, all written`;
}
