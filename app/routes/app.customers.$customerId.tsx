import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, Page, Text } from "@shopify/polaris";
import { IdentityCard } from "../components/customers/identity-card.tsx";
import { MembershipCard } from "../components/customers/membership-card.tsx";
import { MergeCard, type UndoAnswer } from "../components/customers/merge-card.tsx";
import { OrderTable } from "../components/customers/order-table.tsx";
import { ScoreHistoryCard } from "../components/customers/score-history-card.tsx";
import { PreferenceCard } from "../components/customers/preference-card.tsx";
import { RfmCard } from "../components/customers/rfm-card.tsx";
import { ScoreLedger } from "../components/customers/score-ledger.tsx";
import { TagCard } from "../components/customers/tag-card.tsx";
import { InstantText } from "../components/format/instant-text.tsx";
import { OutlookCard } from "../components/predictions/outlook-card.tsx";
import { LiveBadge, usePauseAction } from "../components/live/live-badge.tsx";
import { useLiveRefresh } from "../components/live/use-live-refresh.ts";
import { ChangeList } from "../components/segments/change-list.tsx";
import { SectionCard } from "../components/table/section-card.tsx";
import type { WordsHandle } from "../i18n/page-catalogs.ts";
import { readCustomer } from "../queries/read-customer.ts";
import { readScoreHistory } from "../queries/read-score-history.ts";
import { readPast } from "../services/read-past.ts";
import { describePreferences } from "../services/describe-preferences.ts";
import { undoMerge } from "../services/undo-merge.ts";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { now } from "../clock.server.ts";
import { getPool } from "../db/pool.server.ts";

export { PageBoundary as ErrorBoundary } from "../components/frame/page-boundary.tsx";
export const handle = { words: ["predictions"] } satisfies WordsHandle;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId, currency } = await authenticateShop(request);
  const customerId = params.customerId ?? "";
  const at = now();
  const [customer, history, past] = await Promise.all([
    readCustomer({ shopId, customerId }),
    readScoreHistory({ shopId, customerId }),
    readPast({ pool: getPool(), shopId, customerId, day: dayAsked(request), now: at }),
  ]);
  if (!customer) {
    throw new Response(
      `There is no customer ${customerId} here. Kindling knows customers once they acted.`,
      {
        status: 404,
      },
    );
  }
  const { profileId } = customer;
  const preferences = await describePreferences({ pool: getPool(), shopId, profileId, now: at });
  const today = new Date(at).toISOString().slice(0, 10);
  return json({ ...customer, history, past, preferences, today, currency });
}

/** The day whose scores are asked for; null: none, which is now. */
const dayAsked = (request: Request): string | null =>
  new URL(request.url).searchParams.get("on") || null;

/** Takes a merge back. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const mergeId = Number((await request.formData()).get("undo"));
  if (!Number.isSafeInteger(mergeId)) {
    throw new Response("The form names no merge. Load the page again.", { status: 400 });
  }
  const outcome = await undoMerge({ pool: getPool(), shopId, mergeId, now: now() });
  return json<UndoAnswer>({ mergeId, outcome });
}

export default function Customer() {
  const customer = useLoaderData<typeof loader>();
  const live = useLiveRefresh();
  const name = `Customer ${customer.customerId}`;
  return (
    <Page
      title={name}
      subtitle="Kindling stores no names: they stay in Shopify."
      backAction={{ content: "Customers", url: "/app/customers" }}
      titleMetadata={<LiveBadge isPaused={live.isPaused} />}
      secondaryActions={[
        usePauseAction(live),
        {
          content: "Open in Shopify",
          url: `shopify://admin/customers/${customer.customerId}`,
          target: "_top",
        },
      ]}
    >
      <TitleBar title={name} />
      <BlockStack gap="400">
        <ScoreLedger
          scores={customer.scores}
          ledger={customer.ledger}
          scoredAt={customer.scoredAt}
          past={customer.past}
          today={customer.today}
        />
        <OutlookCard
          {...customer.outlooks}
          hasOrdered={customer.orders.count > 0}
          currency={customer.currency}
        />
        <div className="k-columns" data-ratio="two-one">
          <BlockStack gap="400">
            <ScoreHistoryCard days={customer.history} />
            <OrderTable {...customer.orders} />
            <PreferenceCard preferences={customer.preferences} />
            <SectionCard title="Segment history" isFlush>
              {customer.changes.length === 0 ? (
                <Box padding="400" paddingBlockStart="0">
                  <Text as="p" tone="subdued">
                    Never entered a segment.
                  </Text>
                </Box>
              ) : (
                <ChangeList changes={customer.changes} isNamed={false} />
              )}
            </SectionCard>
          </BlockStack>
          <BlockStack gap="400">
            <RfmCard {...customer.rfm} />
            <MembershipCard memberships={customer.memberships} />
            <TagCard tags={customer.tags} />
            <SectionCard title="Seen">
              <BlockStack gap="100">
                <Text as="p">
                  Last:{" "}
                  {customer.lastSeenAt === null ? (
                    "not yet"
                  ) : (
                    <InstantText at={customer.lastSeenAt} />
                  )}
                </Text>
                {customer.createdAt === null ? null : (
                  <Text as="p">
                    Customer since: <InstantText at={customer.createdAt} />
                  </Text>
                )}
              </BlockStack>
            </SectionCard>
            <IdentityCard identities={customer.identities} />
            <MergeCard merges={customer.merges} />
          </BlockStack>
        </div>
      </BlockStack>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
