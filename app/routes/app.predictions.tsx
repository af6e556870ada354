import type { LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, Button, ButtonGroup, Page } from "@shopify/polaris";
import { useState } from "react";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { CustomerPredictions } from "../components/predictions/customer-predictions.tsx";
import { NoModelYet } from "../components/predictions/no-model-yet.tsx";
import { VisitorPredictions } from "../components/predictions/visitor-predictions.tsx";
import { readModelCard } from "../queries/read-model-card.ts";

export { PageBoundary as ErrorBoundary } from "../components/frame/page-boundary.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  return json({ fitted: await readModelCard(shopId) });
}

export default function Predictions() {
  const { fitted } = useLoaderData<typeof loader>();
  const [isOfVisitors, setIsOfVisitors] = useState(false);
  const visits = fitted?.card.visits ?? null;
  return (
    <Page
      title="Predictions"
      subtitle="Who will order, and how far that can be believed"
      backAction={{ content: "Home", url: "/app" }}
    >
      <TitleBar title="Predictions" />
      <BlockStack gap="400">
        {fitted === null ? null : (
          <Box paddingInline={{ xs: "400", sm: "0" }}>
            <ButtonGroup variant="segmented">
              <Button pressed={!isOfVisitors} onClick={() => setIsOfVisitors(false)}>
                Customers
              </Button>
              <Button pressed={isOfVisitors} onClick={() => setIsOfVisitors(true)}>
                Visitors
              </Button>
            </ButtonGroup>
          </Box>
        )}
        {fitted !== null && isOfVisitors ? (
          <VisitorPredictions card={visits} />
        ) : fitted === null || fitted.card.customers === 0 ? (
          <NoModelYet hasLooked={fitted !== null} />
        ) : (
          <CustomerPredictions fitted={fitted} />
        )}
      </BlockStack>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
