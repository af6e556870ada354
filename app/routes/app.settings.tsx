import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, Page } from "@shopify/polaris";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { now } from "../clock.server.ts";
import { PartLinks } from "../components/frame/part-links.tsx";
import { useAddress } from "../components/frame/use-address.ts";
import { parseChange } from "../components/frame/parse-change.ts";
import { useLiveRefresh } from "../components/live/use-live-refresh.ts";
import type { SettingsAnswer } from "../components/settings/settings-answer.ts";
import { SETTINGS_TABS, SettingsPanel } from "../components/settings/settings-panel.tsx";
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
  const asked = parseChange(TagChangeSchema, form);
  return json<SettingsAnswer>(await changeTags({ ...work, asked }));
}

export default function Settings() {
  const { t } = useWords("settings");
  const data = useLoaderData<typeof loader>();
  const { params } = useAddress();
  useLiveRefresh(LIVE_TOPICS);
  const chosen = SETTINGS_TABS.find((tab) => tab === params.get("tab")) ?? "general";
  return (
    <Page title={t("title")} subtitle={t("subtitle", { shop: data.shop.domain })}>
      <TitleBar title={t("title")} />
      <BlockStack gap="400">
        <PartLinks
          label={t("title")}
          name="tab"
          parts={SETTINGS_TABS}
          chosen={chosen}
          wordsOf={(tab) => t(`tab.${tab}`)}
        />
        <SettingsPanel tab={chosen} {...data} />
      </BlockStack>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
