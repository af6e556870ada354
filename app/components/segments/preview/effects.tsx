import type { SegmentPreview } from "../../../services/preview-segment.ts";
import { formatDuration } from "../../format/format-date.ts";
import { MINUTE_MS } from "../../../pipeline/shared/time.ts";
import { Tile } from "../../tiles/tile.tsx";
import { estimateWords, intervalWords } from "./estimate-words.ts";

/** Who enters, who leaves, and what is written to Shopify. */
export function Effects({ preview, hasTag }: { preview: SegmentPreview; hasTag: boolean }) {
  const { entering, leaving, tags, minutes, way } = preview;
  return (
    <dl className="k-tiles">
      <Tile label="Enter" hint={intervalWords(entering) ?? "customers"}>
        {estimateWords(entering)}
      </Tile>
      <Tile label="Leave" hint={intervalWords(leaving) ?? "customers"}>
        {estimateWords(leaving)}
      </Tile>
      <Tile
        label="Tags written"
        hint={hasTag || tags.count > 0 ? "on customers in Shopify" : "It writes no tag"}
      >
        {estimateWords(tags)}
      </Tile>
      {way === "bulk" ? (
        <Tile label="Written by" hint="none of your API budget">
          a bulk operation
        </Tile>
      ) : (
        <Tile label="Takes about" hint="of half your API budget">
          {tags.count === 0 ? "no time" : formatDuration(minutes * MINUTE_MS)}
        </Tile>
      )}
    </dl>
  );
}
