import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, Page } from "@shopify/polaris";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { now } from "../clock.server.ts";
import { ModeButtons, RemoveTags } from "../components/activity/mode-buttons.tsx";
import { WriterCard } from "../components/activity/writer-card.tsx";
import { PartLinks } from "../components/frame/part-links.tsx";
import { useAddress } from "../components/frame/use-address.ts";
import { useLiveRefresh } from "../components/live/use-live-refresh.ts";
import { ConsentCard } from "../components/settings/consent-card.tsx";
import { DeleteCard } from "../components/settings/delete-card.tsx";
import { ExportCard } from "../components/settings/export-card.tsx";
import { NamesCard } from "../components/settings/names-card.tsx";
import { PlacesCard } from "../components/settings/places-card.tsx";
import { PrefixCard } from "../components/settings/prefix-card.tsx";
import { RequestsCard } from "../components/settings/requests-card.tsx";
import { RetentionCard } from "../components/settings/retention-card.tsx";
import type { SettingsAnswer } from "../components/settings/settings-answer.ts";
import { ShopCard } from "../components/settings/shop-card.tsx";
import { useWords } from "../components/words/use-words.ts";
import { getPool } from "../db/pool.server.ts";
import type { WordsHandle } from "../i18n/page-catalogs.ts";
import { readPrivacyRequests } from "../queries/read-privacy-requests.ts";
import { readSettings } from "../queries/read-settings.ts";
import { readTagWriter } from "../queries/read-tag-writer.ts";
import { changeSettings, SettingsChangeSchema } from "../services/change-settings.ts";
import { changeTags, TagChangeSchema } from "../services/change-tags.ts";
import { LOG_DAYS, RAW_EVENT_DAYS } from "../services/set-retention.ts";

export const handle = { words: ["settings", "activity", "customers"] } satisfies WordsHandle;

export { PageBoundary as ErrorBoundary } from "../components/frame/page-boundary.tsx";

const LIVE_TOPICS = ["activation", "settings"] as const;
const TABS = ["general", "tags", "privacy", "data"] as const;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const at = { shopId, now: now() };
  const asked = new URL(request.url).searchParams;
  const [settings, writer, requests] = await Promise.all([
    readSettings(at),
    readTagWriter(at),
    readPrivacyRequests({
      shopId,
      after: asked.get("after") ?? undefined,
      before: asked.get("before") ?? undefined,
    }),
  ]);
  return json({
    ...settings,
    writer,
    requests,
    asOf: at.now,
    choices: { rawEventDays: RAW_EVENT_DAYS, logDays: LOG_DAYS },
  });
}

export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const form = Object.fromEntries(await request.formData());
  const work = { pool: getPool(), shopId, now: now() };
  const setting = SettingsChangeSchema.safeParse(form);
  if (setting.success) {
    return json<SettingsAnswer>(await changeSettings({ ...work, asked: setting.data }));
  }
  const asked = TagChangeSchema.safeParse(form);
  if (!asked.success) {
    throw new Response("The form asks for no change that there is. Load the page again.", {
      status: 400,
    });
  }
  return json<SettingsAnswer>(await changeTags({ ...work, asked: asked.data }));
}

export default function Settings() {
  const { t } = useWords("settings");
  const data = useLoaderData<typeof loader>();
  const { params } = useAddress();
  useLiveRefresh(LIVE_TOPICS);
  const chosen = TABS.find((tab) => tab === params.get("tab")) ?? "general";
  return (
    <Page title={t("title")} subtitle={t("subtitle", { shop: data.shop.domain })}>
      <TitleBar title={t("title")} />
      <BlockStack gap="400">
        <PartLinks
          label={t("title")}
          name="tab"
          parts={TABS}
          chosen={chosen}
          wordsOf={(tab) => t(`tab.${tab}`)}
        />
        <Panel tab={chosen} {...data} />
      </BlockStack>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}

type PanelProps = ReturnType<typeof useLoaderData<typeof loader>> & {
  tab: (typeof TABS)[number];
};

function Panel({ tab, shop, writer, retention, choices, deletion, ...privacy }: PanelProps) {
  switch (tab) {
    case "general":
      return (
        <>
          <ShopCard shop={shop} />
          <PlacesCard />
        </>
      );
    case "tags":
      return (
        <>
          <PrefixCard key={writer.prefix} writer={writer} />
          <WriterCard writer={writer}>
            <ModeButtons mode={writer.mode} />
            <RemoveTags mode={writer.mode} />
          </WriterCard>
        </>
      );
    case "privacy":
      return (
        <>
          <RequestsCard requests={privacy.requests} asOf={privacy.asOf} />
          <ConsentCard withoutConsent={privacy.withoutConsent} />
          <NamesCard />
          <RetentionCard
            key={`${retention.rawEventDays}-${retention.logDays}`}
            retention={retention}
            {...choices}
          />
        </>
      );
    case "data":
      return (
        <>
          <ExportCard />
          <DeleteCard deletion={deletion} domain={shop.domain} waiting={writer.waiting} />
        </>
      );
  }
}
