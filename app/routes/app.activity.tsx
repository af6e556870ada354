import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, Page } from "@shopify/polaris";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { now } from "../clock.server.ts";
import { parseChange } from "../components/frame/parse-change.ts";
import type { ActivityAnswer } from "../components/activity/activity-answer.ts";
import { LogCard } from "../components/activity/log-card.tsx";
import { ModeButtons } from "../components/activity/mode-buttons.tsx";
import { TroubleCard } from "../components/activity/trouble-card.tsx";
import { WriterCard } from "../components/activity/writer-card.tsx";
import { LiveBadge, usePauseAction } from "../components/live/live-badge.tsx";
import { useLiveRefresh } from "../components/live/use-live-refresh.ts";
import { useReadyNames } from "../components/segments/use-ready-names.ts";
import { useWords } from "../components/words/use-words.ts";
import { getPool } from "../db/pool.server.ts";
import type { WordsHandle } from "../i18n/page-catalogs.ts";
import { listActivity } from "../queries/list-activity.ts";
import { listTagTroubles } from "../queries/list-tag-troubles.ts";
import { ACTIVITY_DAYS, filterOf, readActivityChoice } from "../queries/read-activity-filter.ts";
import { readTagWriter } from "../queries/read-tag-writer.ts";
import { changeTags, TagChangeSchema } from "../services/change-tags.ts";
import { ActivityRetrySchema, retryActivity } from "../services/retry-activity.ts";

export const handle = {
  words: ["activity", "quality", "sources", "customers", "conditions"],
} satisfies WordsHandle;

export { PageBoundary as ErrorBoundary } from "../components/frame/page-boundary.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const params = new URL(request.url).searchParams;
  const choice = readActivityChoice(params);
  const asOf = now();
  const [writer, troubles, page] = await Promise.all([
    readTagWriter({ shopId, now: asOf }),
    listTagTroubles({ shopId }),
    listActivity({
      ...{ shopId, filter: filterOf(choice, asOf), now: asOf },
      after: params.get("after") ?? undefined,
      before: params.get("before") ?? undefined,
    }),
  ]);
  return json({ writer, troubles, page, choice, asOf, days: ACTIVITY_DAYS });
}

export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const form = Object.fromEntries(await request.formData());
  const work = { pool: getPool(), shopId, now: now() };
  const retry = ActivityRetrySchema.safeParse(form);
  if (retry.success) {
    const retried = await retryActivity({ ...work, asked: retry.data });
    return json<ActivityAnswer>({ change: "again", ...retried });
  }
  const asked = parseChange(TagChangeSchema, form);
  return json<ActivityAnswer>(await changeTags({ ...work, asked }));
}

export default function Activity() {
  const { t } = useWords("activity");
  const { writer, troubles, page, choice, asOf, days } =
    useReadyNames(useLoaderData<typeof loader>());
  const live = useLiveRefresh();
  return (
    <Page
      title={t("title")}
      titleMetadata={<LiveBadge isPaused={live.isPaused} />}
      subtitle={t("subtitle")}
      secondaryActions={[usePauseAction(live)]}
    >
      <TitleBar title={t("title")} />
      <BlockStack gap="400">
        <WriterCard writer={writer} settingsUrl="/app/settings?tab=tags">
          <ModeButtons mode={writer.mode} />
        </WriterCard>
        <TroubleCard {...troubles} />
        <LogCard page={page} choice={choice} days={days} asOf={asOf} />
      </BlockStack>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
