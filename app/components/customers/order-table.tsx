import { Badge, Box, InlineStack, Link, Text } from "@shopify/polaris";
import type { CustomerOrders, OrderItem } from "../../queries/read-customer-orders.ts";
import { formatMoney } from "../format/format-money.ts";
import { formatCounted } from "../format/format-number.ts";
import { InstantText } from "../format/instant-text.tsx";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";

/** The newest orders of one customer, with what became of them. */
export function OrderTable({ count, recent }: CustomerOrders) {
  return (
    <SectionCard title="Orders" hint={ordersHint(count, recent.length)} isFlush>
      {recent.length === 0 ? (
        <Box padding="400" paddingBlockStart="0">
          <Text as="p" tone="subdued">
            No order yet.
          </Text>
        </Box>
      ) : (
        <ResponsiveTable
          caption="Recent orders"
          rows={recent}
          rowKey={({ orderId }) => orderId}
          columns={[
            { header: "Order", cell: (order) => <OrderCell order={order} /> },
            { header: "Placed", cell: ({ placedAt }) => <InstantText at={placedAt} /> },
            {
              header: "Total",
              cell: (order) => formatMoney(order.totalMinor, order.currency),
              isNumeric: true,
            },
            { header: "Refunded", cell: (order) => refundWords(order), isNumeric: true },
          ]}
        />
      )}
    </SectionCard>
  );
}

function OrderCell({ order }: { order: OrderItem }) {
  return (
    <InlineStack gap="150" blockAlign="center">
      <Link url={`shopify://admin/orders/${order.orderId}`} target="_top" removeUnderline>
        {order.orderId}
      </Link>
      {order.cancelledAt === null ? null : <Badge size="small">Cancelled</Badge>}
      {order.isTest ? <Badge size="small">Test</Badge> : null}
    </InlineStack>
  );
}

const refundWords = (order: OrderItem): string =>
  order.refundedMinor === 0 ? "–" : formatMoney(order.refundedMinor, order.currency);

function ordersHint(count: number, shown: number): string | undefined {
  if (count === 0) return undefined;
  return count > shown
    ? `${formatCounted(count, "order")}, the newest ${shown} shown`
    : formatCounted(count, "order");
}
