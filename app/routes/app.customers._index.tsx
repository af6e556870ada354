import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { Box, Button, Card, InlineStack, Page } from "@shopify/polaris";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { now } from "../clock.server.ts";
import { CustomerFilters } from "../components/customers/customer-filters.tsx";
import { CustomerTable } from "../components/customers/customer-table.tsx";
import { NamesBanner, useNamesAction } from "../components/customers/names/names-switch.tsx";
import { exportedSearch } from "../components/customers/exported-search.ts";
import { NobodyFound } from "../components/customers/nobody-found.tsx";
import { SearchBanner } from "../components/customers/search-banner.tsx";
import { CursorPages } from "../components/table/cursor-pages.tsx";
import { ExportButton } from "../components/table/export-button.tsx";
import { readSort } from "../components/table/read-sort.ts";
import { useReadyNames } from "../components/segments/use-ready-names.ts";
import { useWords } from "../components/words/use-words.ts";
import { getPool } from "../db/pool.server.ts";
import type { WordsHandle } from "../i18n/page-catalogs.ts";
import { readCustomerFilter } from "../queries/customer-filter.ts";
import { CUSTOMER_SORTS } from "../queries/customer-sorts.ts";
import { listCustomers } from "../queries/list-customers.ts";
import { listSegments } from "../queries/list-segments.ts";
import { findCustomers } from "../services/find-customers.ts";
import { openShopAdmin } from "../services/open-shop-admin.ts";
import { showCustomerNames } from "../services/read-customer-names.ts";

export const handle = { words: ["customers", "conditions"] } satisfies WordsHandle;

export { PageBoundary as ErrorBoundary } from "../components/frame/page-boundary.tsx";

const PAGE_SIZE = 25;

export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await authenticateShop(request);
  const { shopId } = shop;
  const params = new URL(request.url).searchParams;
  const at = now();
  const pool = getPool();
  const admin = openShopAdmin(pool, shop);
  const text = params.get("search") ?? "";
  const search = await findCustomers({ pool, shopId, admin, text });
  const { by, direction } = readSort(params, CUSTOMER_SORTS, "behavior");
  const [page, segments] = await Promise.all([
    listCustomers({
      ...{ shopId, sort: by, order: direction, limit: PAGE_SIZE },
      ...readCustomerFilter(params, at),
      ...(search.outcome === "found" ? { ids: search.ids } : {}),
      ...(search.outcome === "not-searched" ? { ids: [] } : {}),
      ...(search.outcome === "id-prefix" ? { idPrefix: search.idPrefix } : {}),
      after: params.get("after") ?? undefined,
      before: params.get("before") ?? undefined,
    }),
    listSegments({ shopId }),
  ]);
  return json({ ...page, segments, search, sort: { by, direction }, asOf: at });
}

/** Turns names on or off. */
export async function action({ request }: ActionFunctionArgs) {
  const shop = await authenticateShop(request);
  const { shopId } = shop;
  const isOn = (await request.formData()).get("names") === "on";
  const pool = getPool();
  const [somebody] = (await listCustomers({ shopId, sort: "lastSeenAt", limit: 1 })).customers;
  const customerId = somebody?.customerId ?? null;
  const admin = openShopAdmin(pool, shop);
  return json(await showCustomerNames({ pool, shopId, admin, customerId, isOn }));
}

export default function Customers() {
  const { customers, next, previous, segments, search, sort, asOf } =
    useReadyNames(useLoaderData<typeof loader>());
  const { t } = useWords("customers");
  const isLoading = useNavigation().state === "loading";
  const names = useNamesAction();
  return (
    <Page
      title={t("list.title")}
      secondaryActions={
        <InlineStack gap="200" align="end">
          <Button onClick={names.action.onAction} loading={names.action.loading}>
            {names.action.content}
          </Button>
          {customers.length === 0 ? null : (
            <ExportButton list="customers" fileName="customers" params={exportedSearch(search)} />
          )}
        </InlineStack>
      }
    >
      <TitleBar title={t("list.title")} />
      <NamesBanner answer={names.answer} />
      <Card padding="0">
        <CustomerFilters segments={segments} isLoading={isLoading} />
        <SearchBanner search={search} />
        {customers.length === 0 ? (
          <NobodyFound />
        ) : (
          <CustomerTable caption={t("list.title")} customers={customers} asOf={asOf} sort={sort} />
        )}
        <CursorPages next={next} previous={previous} list={t("list.title")} />
      </Card>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
