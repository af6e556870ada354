import type { LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, Page } from "@shopify/polaris";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { FitTiles } from "../components/predictions/fit-tiles.tsx";
import { MissingCard } from "../components/predictions/missing-card.tsx";
import { NoModelYet } from "../components/predictions/no-model-yet.tsx";
import { PredictorTable } from "../components/predictions/predictor-table.tsx";
import { ServedTable } from "../components/predictions/served-table.tsx";
import { TrialCard } from "../components/predictions/trial-card.tsx";
import { readModelCard } from "../queries/read-model-card.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  return json({ fitted: await readModelCard(shopId) });
}

export default function Predictions() {
  const { fitted } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Predictions"
      subtitle="Who will order again, and how far that can be believed"
      backAction={{ content: "Home", url: "/app" }}
    >
      <TitleBar title="Predictions" />
      {fitted === null || fitted.card.customers === 0 ? (
        <NoModelYet hasLooked={fitted !== null} />
      ) : (
        <BlockStack gap="400">
          <FitTiles {...fitted} />
          <ServedTable tasks={fitted.card.tasks} />
          <MissingCard missing={fitted.card.missing} />
          <PredictorTable predictors={fitted.card.predictors} />
          <TrialCard tasks={fitted.card.tasks} />
        </BlockStack>
      )}
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
