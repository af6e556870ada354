import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, Page } from "@shopify/polaris";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { now } from "../clock.server.ts";
import { parseChange } from "../components/frame/parse-change.ts";
import { FlowCard } from "../components/activate/flow-card.tsx";
import { KlaviyoEventsCard } from "../components/activate/klaviyo-events-card.tsx";
import { MetafieldCard } from "../components/activate/metafield-card.tsx";
import { useWords } from "../components/words/use-words.ts";
import { getPool } from "../db/pool.server.ts";
import { env } from "../env.server.ts";
import type { WordsHandle } from "../i18n/page-catalogs.ts";
import { readActivation } from "../queries/read-activation.ts";
import { ActivationChangeSchema, changeActivation } from "../services/change-activation.ts";
import { usedTriggers } from "../services/used-triggers.ts";

export const handle = { words: ["activate", "sources"] } satisfies WordsHandle;

export { PageBoundary as ErrorBoundary } from "../components/frame/page-boundary.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const used = [...(await usedTriggers(getPool(), shopId))];
  return json({ ...(await readActivation({ shopId })), used });
}

export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const asked = parseChange(ActivationChangeSchema, Object.fromEntries(await request.formData()));
  const sealKeys = env().SEAL_KEYS;
  return json(await changeActivation({ pool: getPool(), shopId, sealKeys, now: now(), asked }));
}

export default function Activate() {
  const { t } = useWords("activate");
  const { metafields, flow, klaviyo, used } = useLoaderData<typeof loader>();
  return (
    <Page title={t("title")} subtitle={t("subtitle")}>
      <TitleBar title={t("title")} />
      <BlockStack gap="400">
        <MetafieldCard status={metafields} />
        <FlowCard used={used} status={flow} />
        <KlaviyoEventsCard status={klaviyo} />
      </BlockStack>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
