import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, Page } from "@shopify/polaris";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { now } from "../clock.server.ts";
import { parseChange } from "../components/frame/parse-change.ts";
import { AddressCard } from "../components/sources/address-card.tsx";
import { KlaviyoCard } from "../components/sources/klaviyo-card.tsx";
import { StorefrontCard } from "../components/sources/storefront-card.tsx";
import { WriteKeyCard } from "../components/sources/write-key-card.tsx";
import { useWords } from "../components/words/use-words.ts";
import { getPool } from "../db/pool.server.ts";
import { env } from "../env.server.ts";
import type { WordsHandle } from "../i18n/page-catalogs.ts";
import { listWriteKeys } from "../queries/list-write-keys.ts";
import { readConnections } from "../queries/read-connections.ts";
import { readDataQuality } from "../queries/read-data-quality.ts";
import { changeSources, SourceChangeSchema } from "../services/change-sources.ts";
import { embedEditorUrl } from "../shopify/embed-editor-url.ts";

export const handle = { words: ["sources"] } satisfies WordsHandle;

export { PageBoundary as ErrorBoundary } from "../components/frame/page-boundary.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, domain } = await authenticateShop(request);
  const view = { source: "all", span: "day" } as const;
  const { sources, setup, asOf } = await readDataQuality({ shopId, now: now(), view });
  const connections = await readConnections(shopId);
  const appUrl = env().SHOPIFY_APP_URL;
  return json({
    sources,
    setup,
    asOf,
    keys: await listWriteKeys(shopId),
    klaviyoSince: connections.klaviyoSince,
    matchesAddresses: connections.matchesAddresses,
    webhookUrl: new URL(connections.klaviyoPath, appUrl).href,
    apiUrl: new URL(appUrl).origin,
    editorUrl: embedEditorUrl({ domain, clientId: env().SHOPIFY_API_KEY }),
  });
}

export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const asked = parseChange(SourceChangeSchema, Object.fromEntries(await request.formData()));
  const sealKeys = env().SEAL_KEYS;
  return json(await changeSources({ pool: getPool(), shopId, sealKeys, now: now(), asked }));
}

export default function Sources() {
  const { t } = useWords("sources");
  const data = useLoaderData<typeof loader>();
  return (
    <Page
      title={t("title")}
      subtitle={t("subtitle")}
      secondaryActions={[{ content: t("quality"), url: "/app/data-quality" }]}
    >
      <TitleBar title={t("title")} />
      <BlockStack gap="400">
        <StorefrontCard {...data} />
        <div className="k-columns" data-ratio="even">
          <KlaviyoCard since={data.klaviyoSince} webhookUrl={data.webhookUrl} />
          <AddressCard isOn={data.matchesAddresses} />
        </div>
        <WriteKeyCard keys={data.keys} apiUrl={data.apiUrl} />
      </BlockStack>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
