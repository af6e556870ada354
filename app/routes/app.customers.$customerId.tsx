import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, Page } from "@shopify/polaris";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { now } from "../clock.server.ts";
import { answerMissing } from "../components/frame/missing.ts";
import { parseChange } from "../components/frame/parse-change.ts";
import { ActionBanners } from "../components/customers/actions/action-banners.tsx";
import { ConfirmChange } from "../components/customers/actions/confirm-change.tsx";
import { useCustomerActions } from "../components/customers/actions/use-customer-actions.ts";
import { CustomerCards } from "../components/customers/customer-cards.tsx";
import { useCustomerName } from "../components/customers/names/names-context.tsx";
import { LiveBadge, usePauseAction } from "../components/live/live-badge.tsx";
import { useLiveRefresh } from "../components/live/use-live-refresh.ts";
import { useReadyNames } from "../components/segments/use-ready-names.ts";
import { useWords } from "../components/words/use-words.ts";
import { getPool } from "../db/pool.server.ts";
import { getEnqueue } from "../enqueue.server.ts";
import type { WordsHandle } from "../i18n/page-catalogs.ts";
import { readCustomer } from "../queries/read-customer.ts";
import { readScoreHistory } from "../queries/read-score-history.ts";
import { readTimeline } from "../queries/read-timeline.ts";
import { readTimelineFilter } from "../queries/timeline-channels.ts";
import { changeCustomer, CustomerChangeSchema } from "../services/change-customer.ts";
import { describePreferences } from "../services/describe-preferences.ts";
import type { LiveTopic } from "../services/live-message.ts";
import { readPast } from "../services/read-past.ts";

export const handle = {
  words: ["customers", "scores", "predictions", "conditions"],
} satisfies WordsHandle;

export { PageBoundary as ErrorBoundary } from "../components/frame/page-boundary.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId, currency } = await authenticateShop(request);
  const customerId = params["customerId"] ?? "";
  const asked = new URL(request.url).searchParams;
  const at = { pool: getPool(), shopId, now: now() };
  const [customer, history, past] = await Promise.all([
    readCustomer({ shopId, customerId }),
    readScoreHistory({ shopId, customerId }),
    readPast({ ...at, customerId, day: asked.get("on") || null }),
  ]);
  if (!customer) throw answerMissing("customer", customerId);
  const { profileId } = customer;
  const [preferences, timeline] = await Promise.all([
    describePreferences({ ...at, profileId }),
    readTimeline({ shopId, profileId, ...readTimelineFilter(asked) }),
  ]);
  const today = new Date(at.now).toISOString().slice(0, 10);
  return json({ ...customer, history, past, preferences, timeline, today, currency });
}

/** Carries out what a merchant orders for one customer. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const customerId = params["customerId"] ?? "";
  const asked = parseChange(CustomerChangeSchema, Object.fromEntries(await request.formData()));
  const work = { pool: getPool(), shopId, now: now(), openQueue: getEnqueue };
  return json(await changeCustomer({ ...work, customerId, asked }));
}

const SHOWS: readonly LiveTopic[] = ["activation", "scores", "segments"];

export default function Customer() {
  const customer = useReadyNames(useLoaderData<typeof loader>());
  const { t } = useWords("customers");
  const live = useLiveRefresh(SHOWS);
  const { customerId, excludedAt } = customer;
  const actions = useCustomerActions({ customerId });
  const { ask, order, isBusy } = actions;
  const name = useCustomerName(customerId) ?? t("page.customer", { id: customerId });
  return (
    <Page
      title={name}
      subtitle={t("page.noNames")}
      backAction={{ content: t("common:nav.customers"), url: "/app/customers" }}
      titleMetadata={<LiveBadge isPaused={live.isPaused} />}
      secondaryActions={[
        { content: t("action.recalculate"), onAction: () => order("recalculate") },
        {
          content: t("page.open"),
          url: `shopify://admin/customers/${customerId}`,
          target: "_top",
        },
      ]}
      actionGroups={[
        {
          title: t("action.more"),
          actions: [
            usePauseAction(live),
            { content: t("action.exportJson"), onAction: () => actions.exportFile("json") },
            { content: t("action.exportHtml"), onAction: () => actions.exportFile("html") },
            excludedAt === null
              ? { content: t("action.exclude"), onAction: () => ask("exclude") }
              : { content: t("action.include"), onAction: () => order("include") },
            { content: t("action.erase"), destructive: true, onAction: () => ask("erase") },
          ],
        },
      ]}
    >
      <TitleBar title={name} />
      <BlockStack gap="400">
        <ActionBanners
          excludedAt={excludedAt}
          trouble={actions.trouble}
          isBusy={isBusy}
          onInclude={() => order("include")}
        />
        <CustomerCards customer={customer} />
      </BlockStack>
      <ConfirmChange
        asking={actions.asking}
        isBusy={isBusy}
        tags={customer.tags?.written ?? []}
        onClose={() => ask(null)}
        onConfirm={order}
      />
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
