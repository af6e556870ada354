import type { LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { Box, Card, Page, Text } from "@shopify/polaris";
import { now } from "../clock.server.ts";
import { CustomerFilters } from "../components/customers/customer-filters.tsx";
import { CustomerTable } from "../components/customers/customer-table.tsx";
import { SCORES_IN_ORDER } from "../components/scores/score-words.ts";
import { CursorPages } from "../components/table/cursor-pages.tsx";
import { listCustomers } from "../queries/list-customers.ts";
import { listSegments } from "../queries/list-segments.ts";
import { authenticateShop } from "../authenticate-shop.server.ts";

const PAGE_SIZE = 25;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const { after, before, search, segment, sort } = readView(new URL(request.url).searchParams);
  const [page, segments] = await Promise.all([
    listCustomers({ shopId, sort, search, segment, after, before, limit: PAGE_SIZE }),
    listSegments({ shopId }),
  ]);
  return json({
    ...page,
    segments,
    view: { search: search ?? "", segment: segment ?? "", sort },
    asOf: now(),
  });
}

/** The view that an address names; what it does not name, or names wrongly, is the default. */
function readView(params: URLSearchParams) {
  const read = (name: string) => params.get(name) || undefined;
  return {
    after: read("after"),
    before: read("before"),
    search: read("search"),
    segment: read("segment"),
    sort: SCORES_IN_ORDER.find((score) => score === params.get("sort")) ?? ("behavior" as const),
  };
}

export default function Customers() {
  const { customers, next, previous, segments, view, asOf } = useLoaderData<typeof loader>();
  return (
    <Page title="Customers" backAction={{ content: "Home", url: "/app" }}>
      <TitleBar title="Customers" />
      <Card padding="0">
        <Box padding="400">
          <CustomerFilters {...view} segments={segments} />
        </Box>
        {customers.length === 0 ? (
          <Box padding="800">
            <Text as="p" tone="subdued" alignment="center">
              No customer fits. Try fewer digits or another segment.
            </Text>
          </Box>
        ) : (
          <CustomerTable caption="Customers" customers={customers} asOf={asOf} />
        )}
        <CursorPages next={next} previous={previous} list="Customers" />
      </Card>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
