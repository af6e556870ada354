import type pg from "pg";
import { previewSegment } from "../../app/services/preview-segment.ts";
import { conditionOf } from "./conditions.ts";

/** Previews of different conditions: enough for the longest of them to say something. */
const PREVIEWS = 20;

/** How long an editor waits for the preview of a condition, one after the other, in milliseconds. */
export async function preview(
  pool: pg.Pool,
  shop: { shopId: number; now: number },
): Promise<{ milliseconds: number[] }> {
  const milliseconds: number[] = [];
  for (let index = 0; index < PREVIEWS; index += 1) {
    const startedAt = performance.now();
    const result = await previewSegment({
      ...{ pool, ...shop },
      isBulkOn: false,
      body: {
        handle: null,
        content: {
          name: `Preview ${index}`,
          description: "",
          tag: `preview ${index}`,
          condition: conditionOf(index),
          leaveWhen: null,
          minimumStayMs: 0,
          minimumAbsenceMs: 0,
        },
      },
    });
    if (result.outcome !== "previewed") throw new Error(`Not previewed: ${result.outcome}`);
    milliseconds.push(performance.now() - startedAt);
  }
  return { milliseconds };
}
