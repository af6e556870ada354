import { Badge, Box, InlineStack, Link, Text } from "@shopify/polaris";
import type { CustomerOrders, OrderItem } from "../../queries/read-customer-orders.ts";
import { InstantText } from "../format/instant-text.tsx";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { useWords, type Words } from "../words/use-words.ts";

/** The newest orders of one customer, with what became of them. */
export function OrderTable({ count, recent }: CustomerOrders) {
  const words = useWords("customers");
  const { t, format } = words;
  return (
    <SectionCard title={t("orders.title")} hint={ordersHint(words, count, recent.length)} isFlush>
      {recent.length === 0 ? (
        <Box padding="400" paddingBlockStart="0">
          <Text as="p" tone="subdued">
            {t("orders.none")}
          </Text>
        </Box>
      ) : (
        <ResponsiveTable
          caption={t("orders.recent")}
          rows={recent}
          rowKey={({ orderId }) => orderId}
          columns={[
            { header: t("orders.order"), cell: (order) => <OrderCell order={order} /> },
            { header: t("orders.placed"), cell: ({ placedAt }) => <InstantText at={placedAt} /> },
            {
              header: t("orders.total"),
              cell: (order) => format.money(order.totalMinor, order.currency),
              isNumeric: true,
            },
            {
              header: t("orders.refunded"),
              cell: (order) => refundWords(words, order),
              isNumeric: true,
            },
          ]}
        />
      )}
    </SectionCard>
  );
}

function OrderCell({ order }: { order: OrderItem }) {
  const { t } = useWords("customers");
  return (
    <InlineStack gap="150" blockAlign="center">
      <Link url={`shopify://admin/orders/${order.orderId}`} target="_top" removeUnderline>
        {order.orderId}
      </Link>
      {order.cancelledAt === null ? null : <Badge size="small">{t("orders.cancelled")}</Badge>}
      {order.isTest ? <Badge size="small">{t("orders.test")}</Badge> : null}
    </InlineStack>
  );
}

const refundWords = ({ format }: Words<"customers">, order: OrderItem): string =>
  order.refundedMinor === 0 ? "–" : format.money(order.refundedMinor, order.currency);

function ordersHint(
  { t, format }: Words<"customers">,
  count: number,
  shown: number,
): string | undefined {
  if (count === 0) return undefined;
  const orders = t("common:counted.orders", { count, amount: format.count(count) });
  return count > shown ? t("orders.newest", { orders, shown: format.count(shown) }) : orders;
}
