import { Box, Text } from "@shopify/polaris";
import type { Instant } from "../../../pipeline/shared/time.ts";
import type { CustomerPage } from "../../../queries/list-customers.ts";
import { CustomerTable } from "../../customers/customer-table.tsx";
import { CursorPages } from "../../table/cursor-pages.tsx";
import { SectionCard } from "../../table/section-card.tsx";

/** Who is in a segment, since when and why. */
export function MemberCard(props: { name: string; members: CustomerPage; asOf: Instant }) {
  const { name, members, asOf } = props;
  return (
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
      <CursorPages next={members.next} previous={members.previous} list="Members" />
    </SectionCard>
  );
}
