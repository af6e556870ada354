import type { LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { useLoaderData, type ShouldRevalidateFunctionArgs } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { Box, Page } from "@shopify/polaris";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { now } from "../clock.server.ts";
import { LiveBadge, usePauseAction } from "../components/live/live-badge.tsx";
import { useLiveRefresh } from "../components/live/use-live-refresh.ts";
import { SegmentListCard } from "../components/segments/list/segment-list-card.tsx";
import { useReadyNames } from "../components/segments/use-ready-names.ts";
import { useWords } from "../components/words/use-words.ts";
import type { WordsHandle } from "../i18n/page-catalogs.ts";
import { readSegmentList } from "../queries/read-segment-overview.ts";

export const handle = { words: ["segments"] } satisfies WordsHandle;

export { PageBoundary as ErrorBoundary } from "../components/frame/page-boundary.tsx";

const LIVE_TOPICS = ["history", "segments"] as const;

const TREND_DAYS = 30;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, timezone, currency } = await authenticateShop(request);
  const asOf = now();
  const list = await readSegmentList({ shopId, timezone, now: asOf, days: TREND_DAYS });
  return json({ list, currency, asOf });
}

/** Searching and sorting are done with what is here. */
export const shouldRevalidate = ({
  currentUrl,
  nextUrl,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs): boolean =>
  currentUrl.pathname === nextUrl.pathname && currentUrl.search !== nextUrl.search
    ? false
    : defaultShouldRevalidate;

export default function Segments() {
  const { list, currency, asOf } = useReadyNames(useLoaderData<typeof loader>());
  const { t } = useWords("segments");
  const live = useLiveRefresh(LIVE_TOPICS);
  const title = t("common:nav.segments");
  return (
    <Page
      title={title}
      titleMetadata={<LiveBadge isPaused={live.isPaused} />}
      primaryAction={{ content: t("list.create"), url: "/app/segments/new" }}
      secondaryActions={[usePauseAction(live)]}
    >
      <TitleBar title={title} />
      <SegmentListCard list={list} currency={currency} asOf={asOf} />
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
