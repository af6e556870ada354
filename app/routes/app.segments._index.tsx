import type { LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { Box, Page } from "@shopify/polaris";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { now } from "../clock.server.ts";
import { LiveBadge, usePauseAction } from "../components/live/live-badge.tsx";
import { useLiveRefresh } from "../components/live/use-live-refresh.ts";
import { SegmentListCard } from "../components/segments/list/segment-list-card.tsx";
import { readSegmentOverview } from "../queries/read-segment-overview.ts";

export { PageBoundary as ErrorBoundary } from "../components/frame/page-boundary.tsx";

const TREND_DAYS = 30;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, timezone } = await authenticateShop(request);
  return json({
    segments: await readSegmentOverview({ shopId, timezone, now: now(), days: TREND_DAYS }),
  });
}

export default function Segments() {
  const { segments } = useLoaderData<typeof loader>();
  const live = useLiveRefresh();
  return (
    <Page
      title="Segments"
      titleMetadata={<LiveBadge isPaused={live.isPaused} />}
      backAction={{ content: "Home", url: "/app" }}
      primaryAction={{ content: "Create segment", url: "/app/segments/new" }}
      secondaryActions={[usePauseAction(live)]}
    >
      <TitleBar title="Segments" />
      <SegmentListCard segments={segments} />
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
