import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { useFetcher, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, Button, Page, Text } from "@shopify/polaris";
import { authenticateAdmin, restartDeletedShop } from "../authenticate-shop.server.ts";
import { AppFrame } from "../components/frame/app-frame.tsx";
import { ReceiptCard } from "../components/settings/receipt-card.tsx";
import { usePolling } from "../components/settings/use-polling.ts";
import { SectionCard } from "../components/table/section-card.tsx";
import { useWords } from "../components/words/use-words.ts";
import type { WordsHandle } from "../i18n/page-catalogs.ts";
import { readDeletion } from "../queries/read-deletion.ts";
import type { loader as rootLoader } from "../root.tsx";

export const handle = { words: ["settings"] } satisfies WordsHandle;

export async function loader({ request }: LoaderFunctionArgs) {
  const { session, redirect } = await authenticateAdmin(request);
  const deletion = await readDeletion({ domain: session.shop });
  if (deletion === null) throw redirect("/app");
  return json({ deletion });
}

export const action = ({ request }: ActionFunctionArgs) => restartDeletedShop(request);

/** Outside of the other pages' frame: of a shop without data there is nothing else to see. */
export default function Deleted() {
  const apiKey = useRouteLoaderData<typeof rootLoader>("root")?.apiKey ?? "";
  return (
    <AppFrame apiKey={apiKey} timezone="UTC">
      <DeletedPage />
    </AppFrame>
  );
}

function DeletedPage() {
  const { t } = useWords("settings");
  const { deletion } = useLoaderData<typeof loader>();
  const fetcher = useFetcher();
  const isDone = deletion.state === "done";
  usePolling(!isDone);
  const title = isDone ? t("deleted.title") : t("deleted.underWay");
  return (
    <Page title={title} {...(isDone ? {} : { subtitle: t("deleted.wait") })} narrowWidth>
      <TitleBar title={title} />
      <BlockStack gap="400">
        <ReceiptCard deletion={deletion} />
        {isDone ? (
          <SectionCard title={t("deleted.restartTitle")} hint={t("deleted.restartText")}>
            <BlockStack gap="300" inlineAlign="start">
              <Button
                loading={fetcher.state !== "idle"}
                onClick={() => fetcher.submit({}, { method: "post" })}
              >
                {t("deleted.restart")}
              </Button>
              <Text as="p" tone="subdued">
                {t("deleted.leave")}
              </Text>
            </BlockStack>
          </SectionCard>
        ) : null}
      </BlockStack>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
