import { Box, Link, Text } from "@shopify/polaris";
import type { Membership } from "../../queries/read-customer.ts";
import { InstantText } from "../format/instant-text.tsx";
import { SectionCard } from "../table/section-card.tsx";

/** The segments of one customer, why, and since when. */
export function MembershipCard({ memberships }: { memberships: readonly Membership[] }) {
  return (
    <SectionCard title="Segments" isFlush>
      {memberships.length === 0 ? (
        <Box padding="400" paddingBlockStart="0">
          <Text as="p" tone="subdued">
            In no segment now.
          </Text>
        </Box>
      ) : (
        <ul className="k-list">
          {memberships.map(({ handle, name, enteredAt, reason }) => (
            <li key={handle}>
              <div className="k-grow">
                <Link url={`/app/segments/${handle}`} removeUnderline>
                  {name}
                </Link>
                <Text as="p" variant="bodySm" tone="subdued" breakWord>
                  {reason}
                </Text>
                <Text as="p" variant="bodySm" tone="subdued">
                  since <InstantText at={enteredAt} />
                </Text>
              </div>
            </li>
          ))}
        </ul>
      )}
    </SectionCard>
  );
}
