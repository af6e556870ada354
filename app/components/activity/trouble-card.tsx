import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Text } from "@shopify/polaris";
import type { TagTrouble, TagTroubles } from "../../queries/list-tag-troubles.ts";
import { CustomerLink } from "../customers/customer-link.tsx";
import { formatCount } from "../format/format-number.ts";
import { InstantText } from "../format/instant-text.tsx";
import { SectionCard } from "../table/section-card.tsx";
import type { TagAnswer } from "./tag-answer.ts";

/** Customers whose tags do not stand as they should, why, and another try. Nothing where there are none. */
export function TroubleCard({ troubles, total }: TagTroubles) {
  if (total === 0) return null;
  return (
    <SectionCard
      title="Not as they should be"
      hint={
        total > troubles.length
          ? `${formatCount(total)} customers, of whom ${troubles.length} are shown.`
          : "Kindling tries again by itself where that can help."
      }
      action={<RetryButton customerId={null} />}
      isFlush
    >
      <ul className="k-list">
        {troubles.map((trouble) => (
          <li key={trouble.customerId}>
            <div className="k-grow">
              <BlockStack gap="100">
                <CustomerLink customerId={trouble.customerId} />
                <TroubleText trouble={trouble} />
              </BlockStack>
            </div>
            <RetryButton customerId={trouble.customerId} />
          </li>
        ))}
      </ul>
    </SectionCard>
  );
}

function TroubleText({ trouble }: { trouble: TagTrouble }) {
  const { reason, nextAt, contestedMissing, contestedPresent } = trouble;
  return (
    <>
      {reason === null ? null : (
        <Text as="p" breakWord>
          {reason}
          {nextAt === null ? null : (
            <>
              {" "}
              Next try: <InstantText at={nextAt} />.
            </>
          )}
        </Text>
      )}
      {contestedMissing.length === 0 ? null : (
        <Text as="p" breakWord>
          Contested: somebody removes {contestedMissing.join(", ")} each time Kindling adds it, for
          example a workflow in Shopify Flow. It is left off until you try again or the customer
          leaves the segment.
        </Text>
      )}
      {contestedPresent.length === 0 ? null : (
        <Text as="p" breakWord>
          Contested: somebody adds {contestedPresent.join(", ")} each time Kindling removes it, for
          example a workflow in Shopify Flow. It is left there until you try again or the customer
          enters the segment.
        </Text>
      )}
    </>
  );
}

/** @param props.customerId null: everybody */
function RetryButton({ customerId }: { customerId: string | null }) {
  const fetcher = useFetcher<TagAnswer>();
  const label = customerId === null ? "Try all again" : "Try again";
  return (
    <Button
      size="slim"
      loading={fetcher.state !== "idle"}
      accessibilityLabel={customerId === null ? label : `${label} for customer ${customerId}`}
      onClick={() =>
        fetcher.submit(
          { change: "retry", ...(customerId === null ? {} : { customerId }) },
          { method: "post" },
        )
      }
    >
      {label}
    </Button>
  );
}
