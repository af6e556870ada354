import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, Page } from "@shopify/polaris";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { now } from "../clock.server.ts";
import { BackfillCard } from "../components/dashboard/backfill-card.tsx";
import { HealthCard } from "../components/dashboard/health-card.tsx";
import { HotCustomers } from "../components/dashboard/hot-customers.tsx";
import { NextStepCard } from "../components/dashboard/next-step-card.tsx";
import { findNextStep, isEmbedOn, TROUBLES } from "../components/dashboard/next-step.ts";
import { SegmentTable } from "../components/dashboard/segment-table.tsx";
import { TodayCard } from "../components/dashboard/today-card.tsx";
import { WelcomeCard } from "../components/dashboard/welcome-card.tsx";
import { ticksOf } from "../components/dashboard/welcome-steps.ts";
import { LiveBadge, usePauseAction } from "../components/live/live-badge.tsx";
import { useLiveRefresh } from "../components/live/use-live-refresh.ts";
import { ChangeCard } from "../components/segments/change-card.tsx";
import { useEmbedStatus, useFirstWord } from "../components/sources/embed-status.ts";
import { useReadyNames } from "../components/segments/use-ready-names.ts";
import { useWords } from "../components/words/use-words.ts";
import { getPool } from "../db/pool.server.ts";
import { env } from "../env.server.ts";
import type { WordsHandle } from "../i18n/page-catalogs.ts";
import { DAY_MS } from "../pipeline/shared/time.ts";
import { readDashboard } from "../queries/read-dashboard.ts";
import { closeWelcome } from "../services/close-welcome.ts";
import type { LiveTopic } from "../services/live-message.ts";
import { embedEditorUrl } from "../shopify/embed-editor-url.ts";

export { PageBoundary as ErrorBoundary } from "../components/frame/page-boundary.tsx";

export const handle = { words: ["home", "conditions"] } satisfies WordsHandle;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, timezone, currency, domain } = await authenticateShop(request);
  return json({
    ...(await readDashboard({ shopId, timezone, now: now() })),
    currency,
    editorUrl: embedEditorUrl({ domain, clientId: env().SHOPIFY_API_KEY }),
  });
}

/** The first steps are put away, or shown again, for everybody of the shop. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const isClosed = (await request.formData()).get("welcome") === "close";
  return json(await closeWelcome({ pool: getPool(), shopId, isClosed, now: now() }));
}

/** Events are shown by the scores that follow them. */
const SHOWS: readonly LiveTopic[] = [
  "activation",
  "history",
  "predictions",
  "scores",
  "segments",
  "settings",
];

export default function Home() {
  const data = useReadyNames(useLoaderData<typeof loader>());
  const { asOf, status, backfill, segments, firstSteps, currency, countedAt, editorUrl } = data;
  const { t } = useWords("home");
  const live = useLiveRefresh(SHOWS);
  const fetcher = useFetcher();
  const embed = useEmbedStatus(data.embed);
  const facts = { asOf, status, sources: data.sources, firstSteps, embed };
  const step = findNextStep(facts);
  const isWaiting = useFirstWord(embed, isEmbedOn(facts));
  const isFirstDay = firstSteps.readyAt !== null && asOf - firstSteps.readyAt < DAY_MS;
  const isBackfilling = !firstSteps.isReady && backfill.length > 0;
  const showSteps = {
    content: t("showSteps"),
    onAction: () => fetcher.submit({ welcome: "open" }, { method: "post" }),
  };
  return (
    <Page
      title={t("title")}
      titleMetadata={<LiveBadge isPaused={live.isPaused} />}
      secondaryActions={[usePauseAction(live), ...(firstSteps.isClosed ? [showSteps] : [])]}
    >
      <TitleBar title={t("titleBar")} />
      <div className="k-page-parts" aria-busy={isWaiting}>
        {isBackfilling ? <BackfillCard steps={backfill} asOf={asOf} /> : null}
        {firstSteps.isClosed ? null : <WelcomeCard ticks={ticksOf(facts)} editorUrl={editorUrl} />}
        {firstSteps.isClosed || TROUBLES.includes(step) ? (
          <NextStepCard step={step} editorUrl={editorUrl} />
        ) : null}
        <TodayCard {...data} isFirstDay={isFirstDay} />
        <div className="k-columns" data-ratio="two-one">
          <BlockStack gap="400">
            <HotCustomers customers={data.hot} asOf={asOf} />
            <ChangeCard
              title={t("changes.title")}
              hint={t("changes.hint")}
              none={t("changes.none")}
              changes={data.changes}
              asOf={asOf}
            />
          </BlockStack>
          <HealthCard
            {...{ asOf, embed, status, isBackfilling, countedAt }}
            sources={data.sources}
            fittedAt={firstSteps.fittedAt}
          />
        </div>
        <SegmentTable {...{ segments, currency, countedAt, isBackfilling, isFirstDay }} />
      </div>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
