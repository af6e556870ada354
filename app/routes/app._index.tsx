import type { LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, Page, Text } from "@shopify/polaris";
import { now } from "../clock.server.ts";
import { BackfillCard } from "../components/dashboard/backfill-card.tsx";
import { FirstSteps } from "../components/dashboard/first-steps.tsx";
import { HotCustomers } from "../components/dashboard/hot-customers.tsx";
import { SegmentTable } from "../components/dashboard/segment-table.tsx";
import { StatusTiles } from "../components/dashboard/status-tiles.tsx";
import { LiveBadge, usePauseAction } from "../components/live/live-badge.tsx";
import { useLiveRefresh } from "../components/live/use-live-refresh.ts";
import { ScoreHistogram } from "../components/scores/score-histogram.tsx";
import { ChangeList } from "../components/segments/change-list.tsx";
import { SectionCard } from "../components/table/section-card.tsx";
import { readDashboard } from "../queries/read-dashboard.ts";
import type { LiveTopic } from "../services/live-message.ts";
import { authenticateShop } from "../authenticate-shop.server.ts";

/** Events are shown by the scores that follow them. */
const SHOWS: readonly LiveTopic[] = ["activation", "history", "scores", "segments"];

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, timezone } = await authenticateShop(request);
  return json(await readDashboard({ shopId, timezone, now: now() }));
}

export default function Home() {
  const { asOf, status, backfill, segments, distribution, changes, hot } =
    useLoaderData<typeof loader>();
  const live = useLiveRefresh(SHOWS);
  const isBackfilling = backfill.some(({ finishedAt }) => finishedAt === null);
  const isEmpty = status.customers === 0 && status.visitors === 0 && !isBackfilling;
  return (
    <Page
      title="Customer behavior"
      titleMetadata={<LiveBadge isPaused={live.isPaused} />}
      secondaryActions={[usePauseAction(live)]}
    >
      <TitleBar title="Home" />
      <BlockStack gap="400">
        {isBackfilling ? <BackfillCard steps={backfill} asOf={asOf} /> : null}
        <StatusTiles status={status} asOf={asOf} isBackfilling={isBackfilling} />
        {isEmpty ? <FirstSteps /> : null}
        <SegmentTable
          segments={segments}
          customers={status.customers}
          isBackfilling={isBackfilling}
        />
        {isEmpty ? null : (
          <div className="k-columns" data-ratio="two-one">
            <ScoreHistogram distribution={distribution} />
            <HotCustomers customers={hot} asOf={asOf} />
          </div>
        )}
        <SectionCard title="Latest changes" hint="Who entered or left a segment, and why" isFlush>
          {changes.length === 0 ? (
            <Box padding="400" paddingBlockStart="0">
              <Text as="p" tone="subdued">
                No changes yet.
              </Text>
            </Box>
          ) : (
            <ChangeList changes={changes} asOf={asOf} />
          )}
        </SectionCard>
      </BlockStack>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
