import { Card, Text } from "@shopify/polaris";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { Unreadable } from "../../queries/read-unreadable.ts";
import { formatCount, formatCounted, formatShare } from "../format/format-number.ts";
import { InstantText } from "../format/instant-text.tsx";
import { isWell } from "../sources/describe-source.ts";
import { Tile } from "../tiles/tile.tsx";
import type { DescribedSource } from "./source-table.tsx";

interface Props {
  sources: readonly DescribedSource[];
  unreadable: Unreadable;
  asOf: Instant;
}

/** Whether everything is alive and right, in four numbers. */
export function QualityTiles({ sources, unreadable, asOf }: Props) {
  const needing = sources.filter(({ description }) => description.needsYou).length;
  const connected = sources.filter(({ state }) => state.kind !== "off");
  const well = connected.filter(
    ({ state, description }) => isWell(state) && !description.needsYou,
  ).length;
  const sum = (outcome: "accepted" | "duplicate" | "rejected") =>
    sources.reduce((total, { lastDay }) => total + lastDay[outcome], 0);
  const [accepted, duplicates, refused] = [sum("accepted"), sum("duplicate"), sum("rejected")];
  return (
    <Card>
      <dl className="k-tiles">
        <Tile label="Sources" hint={`${well} of ${connected.length} connected ones are well`}>
          {needing === 0 ? "In order" : `${needing === 1 ? "1 needs" : `${needing} need`} you`}
        </Tile>
        <Tile
          label="Came in, 24 hours"
          hint={
            duplicates === 0
              ? "No duplicate among them"
              : `${formatCounted(duplicates, "duplicate")} dropped besides`
          }
        >
          {formatCount(accepted)}
        </Tile>
        <Tile
          label="Refused, 24 hours"
          hint={
            refused === 0
              ? "Everything could be taken"
              : `${formatShare(refused, accepted + duplicates + refused)} of what was sent`
          }
        >
          {formatCount(refused)}
        </Tile>
        <Tile
          label="Unreadable"
          hint={
            unreadable.count === 0 ? (
              <>
                Every event was read, as of <InstantText at={asOf} />
              </>
            ) : (
              <Text as="span" tone="critical">
                Stored, and in no score
              </Text>
            )
          }
        >
          {formatCount(unreadable.count)}
        </Tile>
      </dl>
    </Card>
  );
}
