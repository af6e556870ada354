import { Card, Text } from "@shopify/polaris";
import { Trans } from "react-i18next";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { Unreadable } from "../../queries/read-unreadable.ts";
import { InstantText } from "../format/instant-text.tsx";
import { isWell } from "../sources/describe-source.ts";
import { Tile } from "../tiles/tile.tsx";
import { useWords } from "../words/use-words.ts";
import type { DescribedSource } from "./source-table.tsx";

interface Props {
  sources: readonly DescribedSource[];
  unreadable: Unreadable;
  asOf: Instant;
}

/** Whether everything is alive and right, in four numbers. */
export function QualityTiles({ sources, unreadable, asOf }: Props) {
  const { t, format } = useWords("quality");
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
        <Tile
          label={t("tile.sources")}
          hint={t("tile.sourcesHint", {
            well: format.count(well),
            connected: format.count(connected.length),
          })}
        >
          {needing === 0
            ? t("tile.inOrder")
            : t("tile.needYou", { count: needing, amount: format.count(needing) })}
        </Tile>
        <Tile
          label={t("tile.cameIn")}
          hint={
            duplicates === 0
              ? t("tile.noDuplicate")
              : t("tile.duplicates", { count: duplicates, amount: format.count(duplicates) })
          }
        >
          {format.count(accepted)}
        </Tile>
        <Tile
          label={t("tile.refused")}
          hint={
            refused === 0
              ? t("tile.noneRefused")
              : t("tile.refusedShare", {
                  share: format.share(refused, accepted + duplicates + refused),
                })
          }
        >
          {format.count(refused)}
        </Tile>
        <Tile
          label={t("tile.unreadable")}
          hint={
            unreadable.count === 0 ? (
              <Trans
                t={t}
                i18nKey="tile.allRead"
                components={{ instant: <InstantText at={asOf} /> }}
              />
            ) : (
              <Text as="span" tone="critical">
                {t("tile.inNoScore")}
              </Text>
            )
          }
        >
          {format.count(unreadable.count)}
        </Tile>
      </dl>
    </Card>
  );
}
