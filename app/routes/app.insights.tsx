import type { LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, Page } from "@shopify/polaris";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { now } from "../clock.server.ts";
import { ChannelsTab } from "../components/insights/channels-tab.tsx";
import { FunnelTab } from "../components/insights/funnel-tab.tsx";
import { GroupsTab } from "../components/insights/groups-tab.tsx";
import { InsightTabs } from "../components/insights/insight-tabs.tsx";
import { MaturityTab } from "../components/insights/maturity-tab.tsx";
import { RetentionTab } from "../components/insights/retention-tab.tsx";
import { ScoresTab } from "../components/insights/scores-tab.tsx";
import { useWords } from "../components/words/use-words.ts";
import { getPool } from "../db/pool.server.ts";
import type { WordsHandle } from "../i18n/page-catalogs.ts";
import { readInsightChoice } from "../services/insights/insight-choice.ts";
import { readInsights } from "../services/insights/read-insights.ts";

export const handle = { words: ["insights"] } satisfies WordsHandle;

export { PageBoundary as ErrorBoundary } from "../components/frame/page-boundary.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, currency } = await authenticateShop(request);
  const choice = readInsightChoice(new URL(request.url).searchParams);
  const view = await readInsights({ pool: getPool(), shopId, choice, now: now() });
  return json({ choice, view, currency });
}

export default function Insights() {
  const { t } = useWords("insights");
  const { view } = useLoaderData<typeof loader>();
  return (
    <Page title={t("title")} subtitle={t("subtitle")}>
      <TitleBar title={t("title")} />
      <BlockStack gap="400">
        <InsightTabs tab={view.tab} />
        <Tab />
      </BlockStack>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}

function Tab() {
  const { choice, view, currency } = useLoaderData<typeof loader>();
  switch (view.tab) {
    case "funnel":
      return <FunnelTab funnel={view.funnel} choice={choice} />;
    case "groups":
      return <GroupsTab rfm={view.rfm} choice={choice} />;
    case "retention":
      return <RetentionTab retention={view.retention} choice={choice} />;
    case "channels":
      return <ChannelsTab channels={view.channels} choice={choice} currency={currency} />;
    case "scores":
      return <ScoresTab view={view} currency={currency} />;
    case "maturity":
      return <MaturityTab areas={view.areas} />;
  }
}
