import type { LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { Box, Page } from "@shopify/polaris";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { now } from "../clock.server.ts";
import { useAddress } from "../components/frame/use-address.ts";
import { LiveBadge, usePauseAction } from "../components/live/live-badge.tsx";
import { useLiveRefresh } from "../components/live/use-live-refresh.ts";
import { AttentionBanner } from "../components/quality/attention-banner.tsx";
import { ComparisonCard } from "../components/quality/comparison-card.tsx";
import { IntakeChart } from "../components/quality/intake-chart.tsx";
import { QualityTiles } from "../components/quality/quality-tiles.tsx";
import { RefusalTable } from "../components/quality/refusal-table.tsx";
import { SourceTable } from "../components/quality/source-table.tsx";
import { UnreadableCard } from "../components/quality/unreadable-card.tsx";
import { describeSource } from "../components/sources/describe-source.ts";
import { useEmbedStatus, useFirstWord } from "../components/sources/embed-status.ts";
import { StitchingCard } from "../components/stitching/stitching-card.tsx";
import { useStitching } from "../components/stitching/use-stitching.ts";
import { useWords } from "../components/words/use-words.ts";
import { env } from "../env.server.ts";
import type { WordsHandle } from "../i18n/page-catalogs.ts";
import { readDataQuality, type PlotView } from "../queries/read-data-quality.ts";
import { SOURCE_NAMES } from "../pipeline/shared/source-names.ts";
import { readDays, STITCHING_RANGES } from "../queries/stitching-ranges.ts";
import { embedEditorUrl } from "../shopify/embed-editor-url.ts";

export const handle = { words: ["quality", "sources"] } satisfies WordsHandle;

export { PageBoundary as ErrorBoundary } from "../components/frame/page-boundary.tsx";

const LIVE_TOPICS = ["events", "history", "intake", "settings"] as const;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, domain } = await authenticateShop(request);
  const view = readView(new URL(request.url).searchParams);
  const quality = await readDataQuality({ shopId, now: now(), view });
  const editorUrl = embedEditorUrl({ domain, clientId: env().SHOPIFY_API_KEY });
  return json({ ...quality, view, editorUrl });
}

/** The view that an address names; what it does not name, or names wrongly, is the default. */
function readView(params: URLSearchParams): PlotView {
  return {
    source: SOURCE_NAMES.find((source) => source === params.get("source")) ?? "all",
    span: params.get("span") === "hour" ? "hour" : "day",
  };
}

export default function DataQuality() {
  const { asOf, setup, plot, view, refusals, unreadable, editorUrl, ...read } =
    useLoaderData<typeof loader>();
  const { t } = useWords("quality");
  const sourceWords = useWords("sources");
  const live = useLiveRefresh(LIVE_TOPICS);
  const { params, choose } = useAddress();
  const days = readDays(params);
  const stitching = useStitching(days);
  const embed = useEmbedStatus(setup.embed);
  const isHeard = read.sources.some(
    ({ source, lastHeardAt }) => source === "proxy" && lastHeardAt !== null,
  );
  const isWaiting = useFirstWord(embed, isHeard);
  const sources = read.sources.map((status) => ({
    ...status,
    description: describeSource(sourceWords, status, { setup, embed, asOf }),
  }));
  return (
    <Page
      title={t("title")}
      subtitle={t("subtitle")}
      titleMetadata={<LiveBadge isPaused={live.isPaused} />}
      secondaryActions={[usePauseAction(live)]}
    >
      <TitleBar title={t("title")} />
      <div className="k-page-parts" aria-busy={isWaiting}>
        <AttentionBanner sources={sources} editorUrl={editorUrl} />
        <QualityTiles sources={sources} unreadable={unreadable} asOf={asOf} />
        <SourceTable sources={sources} asOf={asOf} editorUrl={editorUrl} />
        <StitchingCard
          stitching={stitching}
          days={days}
          ranges={STITCHING_RANGES}
          onChoose={(chosen) => choose("days", String(chosen))}
          editorUrl={editorUrl}
        />
        <IntakeChart view={view} plot={plot} />
        <RefusalTable refusals={refusals} asOf={asOf} />
        <div className="k-columns" data-ratio="even">
          <ComparisonCard comparisons={setup.comparisons} asOf={asOf} />
          <UnreadableCard unreadable={unreadable} asOf={asOf} />
        </div>
      </div>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
