import { Banner, Link } from "@shopify/polaris";
import { MINUTE_MS, type Instant } from "../../../pipeline/shared/time.ts";
import type { SegmentContext } from "../../../queries/read-segment-context.ts";
import { useWords } from "../../words/use-words.ts";

/** Scoring is behind for moments all the time, without anybody missing anything. */
const BEHIND_MS = 10 * MINUTE_MS;

/** What keeps a segment's members or their tags from being as they should. */
export function TroubleBanners({ context, asOf }: { context: SegmentContext; asOf: Instant }) {
  const { t, format } = useWords("segments");
  const { behindSince, tag } = context;
  const behind = behindSince === null ? 0 : asOf - behindSince;
  const refused = tag?.refused ?? 0;
  return (
    <>
      {behind > BEHIND_MS ? (
        <Banner tone="warning" title={t("behind.title", { time: format.duration(behind) })}>
          {t("behind.text")}
        </Banner>
      ) : null}
      {refused > 0 ? (
        <Banner
          tone="warning"
          title={t("refused.title", { count: refused, amount: format.count(refused) })}
        >
          {t("refused.text")} <Link url="/app/activity">{t("refused.open")}</Link>
        </Banner>
      ) : null}
    </>
  );
}
