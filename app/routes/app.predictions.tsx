import type { LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, Button, ButtonGroup, Page } from "@shopify/polaris";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { CustomerPredictions } from "../components/predictions/customer-predictions.tsx";
import { NoModelYet } from "../components/predictions/no-model-yet.tsx";
import { VisitorPredictions } from "../components/predictions/visitor-predictions.tsx";
import { useAddress } from "../components/frame/use-address.ts";
import { useWords } from "../components/words/use-words.ts";
import type { WordsHandle } from "../i18n/page-catalogs.ts";
import { readBacktests } from "../queries/read-backtests.ts";
import { readModelCard } from "../queries/read-model-card.ts";

export { PageBoundary as ErrorBoundary } from "../components/frame/page-boundary.tsx";
export const handle = { words: ["predictions"] } satisfies WordsHandle;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const [fitted, backtests] = await Promise.all([readModelCard(shopId), readBacktests(shopId)]);
  return json({ fitted, backtests });
}

const OF_WHOM = ["customers", "visitors"] as const;

export default function Predictions() {
  const { fitted, backtests } = useLoaderData<typeof loader>();
  const { t } = useWords("predictions");
  const { params, choose, chooseAll } = useAddress();
  const choice = { within: params.get("within"), metric: params.get("metric"), choose };
  const ofWhom = OF_WHOM.find((name) => name === params.get("of")) ?? "customers";
  return (
    <Page
      title={t("page.title")}
      subtitle={t("page.subtitle")}
      {...(fitted === null || fitted.card.customers === 0
        ? {}
        : {
            secondaryActions: [{ content: t("page.likeliest"), url: "/app/customers?sort=chance" }],
          })}
    >
      <TitleBar title={t("page.title")} />
      <BlockStack gap="400">
        {fitted === null ? null : (
          <Box paddingInline={{ xs: "400", sm: "0" }}>
            <div role="group" aria-label={t("page.choice")}>
              <ButtonGroup variant="segmented">
                {OF_WHOM.map((name) => (
                  <Button
                    key={name}
                    pressed={name === ofWhom}
                    onClick={() => chooseAll({ of: name, within: null })}
                  >
                    {t(`page.${name}`)}
                  </Button>
                ))}
              </ButtonGroup>
            </div>
          </Box>
        )}
        {fitted !== null && ofWhom === "visitors" ? (
          <VisitorPredictions card={fitted.card.visits ?? null} choice={choice} />
        ) : fitted === null || fitted.card.customers === 0 ? (
          <NoModelYet hasLooked={fitted !== null} />
        ) : (
          <CustomerPredictions fitted={fitted} backtests={backtests} choice={choice} />
        )}
      </BlockStack>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
