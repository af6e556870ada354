import type { LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, Page, Text } from "@shopify/polaris";
import { now } from "../clock.server.ts";
import { CustomerTable } from "../components/customers/customer-table.tsx";
import { formatCount, formatCounted, formatShare } from "../components/format/format-number.ts";
import { ConditionList } from "../components/segments/condition-list.tsx";
import { FlowChart } from "../components/segments/flow-chart.tsx";
import { Sparkline } from "../components/segments/sparkline.tsx";
import { CursorPages } from "../components/table/cursor-pages.tsx";
import { SectionCard } from "../components/table/section-card.tsx";
import { readSegment } from "../queries/read-segment.ts";
import { authenticateShop } from "../authenticate-shop.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId, timezone } = await authenticateShop(request);
  const address = new URL(request.url).searchParams;
  const asOf = now();
  const segment = await readSegment({
    shopId,
    timezone,
    now: asOf,
    handle: params.handle ?? "",
    after: address.get("after") ?? undefined,
    before: address.get("before") ?? undefined,
  });
  if (!segment)
    throw new Response(`There is no segment “${params.handle ?? ""}”.`, { status: 404 });
  return json({ ...segment, asOf });
}

export default function Segment() {
  const { name, description, tag, condition, size, visitors, customers, days, members, asOf } =
    useLoaderData<typeof loader>();
  return (
    <Page title={name} subtitle={description} backAction={{ content: "Home", url: "/app" }}>
      <TitleBar title={name} />
      <BlockStack gap="400">
        <div className="k-columns" data-ratio="even">
          <SectionCard title="Size">
            <BlockStack gap="300">
              <div>
                <Text as="p" variant="heading2xl" numeric>
                  {formatCount(size)}
                </Text>
                <Text as="p" tone="subdued">
                  {`${formatShare(size, customers)} of ${formatCounted(customers, "customer")}`}
                  {visitors > 0
                    ? `; besides, ${formatCounted(visitors, "visitor")} not known by name yet`
                    : ""}
                </Text>
              </div>
              <Sparkline values={days.map((day) => day.size)} label="Size, last 30 days" isTall />
              <Text as="p">
                Tag <span className="k-code">{tag}</span>
              </Text>
            </BlockStack>
          </SectionCard>
          <SectionCard title="Who belongs to it">
            <ConditionList condition={condition} />
          </SectionCard>
        </div>
        <FlowChart days={days} />
        <SectionCard title="Members" hint="Customers, the highest behavior score first" isFlush>
          {members.customers.length === 0 ? (
            <Box padding="400" paddingBlockStart="0">
              <Text as="p" tone="subdued">
                Nobody now. Customers enter the moment their behavior fits.
              </Text>
            </Box>
          ) : (
            <CustomerTable
              caption={`Members of ${name}`}
              customers={members.customers}
              asOf={asOf}
              isMembers
            />
          )}
          <CursorPages next={members.next} previous={members.previous} />
        </SectionCard>
      </BlockStack>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
