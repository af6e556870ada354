import type { LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { now } from "../clock.server.ts";
import { logger } from "../logger.server.ts";
import { readStitching } from "../queries/read-stitching.ts";
import { readDays } from "../queries/stitching-ranges.ts";

/**
 * The stitching report by itself: of a large shop it takes seconds, for which the page does not wait. A
 * failure is an answer, so that it takes the report's place and not the page's.
 */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const days = readDays(new URL(request.url).searchParams);
  try {
    const report = await readStitching({ shopId, now: now(), days });
    return json({ outcome: "read" as const, days, report });
  } catch (error) {
    logger.error({ err: error, shopId, days }, "The stitching report could not be computed");
    return json({ outcome: "failed" as const, days });
  }
}

// It is as of the instant at which it was asked for: the page's own refreshes do not compute it anew.
export const shouldRevalidate = () => false;
