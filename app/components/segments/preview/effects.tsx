import { MINUTE_MS } from "../../../pipeline/shared/time.ts";
import type { SegmentPreview } from "../../../services/preview-segment.ts";
import { Tile } from "../../tiles/tile.tsx";
import { useWords } from "../../words/use-words.ts";

/** Who enters, who leaves, and what is written to Shopify. */
export function Effects({ preview, hasTag }: { preview: SegmentPreview; hasTag: boolean }) {
  const { t, format } = useWords("editor");
  const { entering, leaving, tags, minutes, way } = preview;
  return (
    <dl className="k-tiles">
      <Tile label={t("effects.enter")} hint={format.interval(entering) ?? t("effects.customers")}>
        {format.estimate(entering)}
      </Tile>
      <Tile label={t("effects.leave")} hint={format.interval(leaving) ?? t("effects.customers")}>
        {format.estimate(leaving)}
      </Tile>
      <Tile
        label={t("effects.tags")}
        hint={hasTag || tags.count > 0 ? t("effects.tagsOn") : t("effects.noTag")}
      >
        {format.estimate(tags)}
      </Tile>
      {way === "bulk" ? (
        <Tile label={t("effects.writtenBy")} hint={t("effects.noBudget")}>
          {t("effects.bulk")}
        </Tile>
      ) : (
        <Tile label={t("effects.takes")} hint={t("effects.budget")}>
          {tags.count === 0 ? t("effects.noTime") : format.duration(minutes * MINUTE_MS)}
        </Tile>
      )}
    </dl>
  );
}
