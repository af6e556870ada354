import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { json, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, InlineStack, Page } from "@shopify/polaris";
import { useState } from "react";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { now } from "../clock.server.ts";
import { answerMissing } from "../components/frame/missing.ts";
import { parseChange } from "../components/frame/parse-change.ts";
import { LiveBadge, usePauseAction } from "../components/live/live-badge.tsx";
import { useLiveRefresh } from "../components/live/use-live-refresh.ts";
import { BuildBanner } from "../components/segments/detail/build-banner.tsx";
import { DeleteSegment } from "../components/segments/detail/delete-segment.tsx";
import { EntriesCard } from "../components/segments/detail/entries-card.tsx";
import { MemberCard } from "../components/segments/detail/member-card.tsx";
import { MoneyCard } from "../components/segments/detail/money-card.tsx";
import { RuleCard } from "../components/segments/detail/rule-card.tsx";
import { SizeCard } from "../components/segments/detail/size-card.tsx";
import { TroubleBanners } from "../components/segments/detail/trouble-banners.tsx";
import { UseCard } from "../components/segments/detail/use-card.tsx";
import { VersionCard } from "../components/segments/detail/version-card.tsx";
import { ChangeCard } from "../components/segments/change-card.tsx";
import { StateBadge } from "../components/segments/state-badge.tsx";
import { readSort } from "../components/table/read-sort.ts";
import { useReadyNames } from "../components/segments/use-ready-names.ts";
import { useWords } from "../components/words/use-words.ts";
import { getPool } from "../db/pool.server.ts";
import type { WordsHandle } from "../i18n/page-catalogs.ts";
import { CUSTOMER_SORTS } from "../queries/customer-sorts.ts";
import { readSegmentContext } from "../queries/read-segment-context.ts";
import { readSegment } from "../queries/read-segment.ts";
import { changeSegment, SegmentChangeSchema } from "../services/change-segment.ts";
import { usedTriggers } from "../services/used-triggers.ts";

export const handle = { words: ["segments", "editor", "conditions"] } satisfies WordsHandle;

export { PageBoundary as ErrorBoundary } from "../components/frame/page-boundary.tsx";

const LIVE_TOPICS = ["activation", "scores", "segments"] as const;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId, timezone, currency } = await authenticateShop(request);
  const address = new URL(request.url).searchParams;
  const asOf = now();
  const handle = params["handle"] ?? "";
  const sort = readSort(address, CUSTOMER_SORTS, "behavior");
  const segment = await readSegment({
    ...{ shopId, timezone, now: asOf, handle, sort: sort.by, order: sort.direction },
    after: address.get("after") ?? undefined,
    before: address.get("before") ?? undefined,
  });
  if (!segment) throw answerMissing("segment", handle);
  const context = await readSegmentContext({ shopId, handle, tag: segment.tag, now: asOf });
  const used = await usedTriggers(getPool(), shopId);
  const flow = { entered: used.has("entered"), left: used.has("left") };
  return json({ segment, context, flow, sort, currency, asOf });
}

/** Restores a version, or deletes the segment. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const asked = parseChange(SegmentChangeSchema, Object.fromEntries(await request.formData()));
  const handle = params["handle"] ?? "";
  const answer = await changeSegment({ pool: getPool(), shopId, handle, now: now(), asked });
  // The page of what is gone must not be loaded again.
  return answer.outcome === "deleted" ? redirect("/app/segments") : json(answer);
}

export default function Segment() {
  const { segment, context, flow, sort, currency, asOf } =
    useReadyNames(useLoaderData<typeof loader>());
  const { t } = useWords("segments");
  const { handle, name, description, state, days, members } = segment;
  const live = useLiveRefresh(LIVE_TOPICS);
  const [isDeleting, setIsDeleting] = useState(false);
  return (
    <Page
      title={name}
      subtitle={description}
      titleMetadata={
        <InlineStack gap="200">
          <LiveBadge isPaused={live.isPaused} />
          <StateBadge state={state} />
        </InlineStack>
      }
      backAction={{ content: t("common:nav.segments"), url: "/app/segments" }}
      primaryAction={{ content: t("common:action.edit"), url: `/app/segments/${handle}/edit` }}
      secondaryActions={[
        usePauseAction(live),
        {
          content: t("common:action.delete"),
          destructive: true,
          onAction: () => setIsDeleting(true),
        },
      ]}
    >
      <TitleBar title={name} />
      <BlockStack gap="400">
        <BuildBanner state={state} asOf={asOf} />
        <TroubleBanners context={context} asOf={asOf} />
        <div className="k-columns" data-ratio="even">
          <SizeCard segment={segment} />
          <MoneyCard segment={segment} currency={currency} asOf={asOf} />
        </div>
        <div className="k-columns" data-ratio="even">
          <RuleCard segment={segment} />
          <UseCard tag={segment.tag} {...{ context, flow, asOf }} />
        </div>
        <EntriesCard days={days} />
        <MemberCard {...{ handle, name, members, sort, asOf }} />
        <ChangeCard
          title={t("changes.title")}
          hint={t("changes.hint")}
          none={t("changes.none")}
          changes={context.changes}
          asOf={asOf}
        />
        <VersionCard versions={context.versions} />
      </BlockStack>
      <DeleteSegment
        {...segment}
        context={context}
        isOpen={isDeleting}
        onClose={() => setIsDeleting(false)}
      />
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
