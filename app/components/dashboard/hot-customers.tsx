import { Box, Link, Text } from "@shopify/polaris";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { CustomerItem } from "../../queries/list-customers.ts";
import { CustomerLink } from "../customers/customer-link.tsx";
import { formatPoints } from "../format/format-number.ts";
import { InstantText } from "../format/instant-text.tsx";
import { SectionCard } from "../table/section-card.tsx";

/** The customers of the highest intent: who may buy in the next hours. */
export function HotCustomers({
  customers,
  asOf,
}: {
  customers: readonly CustomerItem[];
  asOf: Instant;
}) {
  return (
    <SectionCard
      title="Hot now"
      hint="Highest intent"
      isFlush
      action={
        <Link url="/app/customers?sort=intent" removeUnderline>
          All
        </Link>
      }
    >
      {customers.length === 0 ? (
        <Box padding="400" paddingBlockStart="0">
          <Text as="p" tone="subdued">
            Nobody shows intent right now. Browsing, carts and checkouts raise it within seconds.
          </Text>
        </Box>
      ) : (
        <ol className="k-list">
          {customers.map((customer) => (
            <HotRow key={customer.customerId} customer={customer} asOf={asOf} />
          ))}
        </ol>
      )}
    </SectionCard>
  );
}

function HotRow({ customer, asOf }: { customer: CustomerItem; asOf: Instant }) {
  return (
    <li>
      <div className="k-grow">
        <CustomerLink customerId={customer.customerId} />
        <Text as="p" variant="bodySm" tone="subdued">
          {customer.lastSeenAt === null ? (
            "Not seen yet"
          ) : (
            <InstantText at={customer.lastSeenAt} asOf={asOf} />
          )}
          {customer.segments.map(({ name }) => ` · ${name}`)}
        </Text>
      </div>
      <Text as="span" variant="headingMd" numeric>
        {customer.intent === null ? "–" : formatPoints(customer.intent, 1)}
      </Text>
    </li>
  );
}
