import { Box, Link, Text } from "@shopify/polaris";
import type { Membership } from "../../queries/read-customer.ts";
import { sayKeptReason } from "../segments/say-reason.ts";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";

/** The segments of one customer, why, and since when. */
export function MembershipCard({ memberships }: { memberships: readonly Membership[] }) {
  const { t, format } = useWords("customers");
  const words = useWords("conditions");
  return (
    <SectionCard title={t("memberships.title")} isFlush>
      {memberships.length === 0 ? (
        <Box padding="400" paddingBlockStart="0">
          <Text as="p" tone="subdued">
            {t("memberships.none")}
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
                  {sayKeptReason(words, reason)}
                </Text>
                <Text as="p" variant="bodySm" tone="subdued">
                  {t("memberships.since", { date: format.dateTime(enteredAt) })}
                </Text>
              </div>
            </li>
          ))}
        </ul>
      )}
    </SectionCard>
  );
}
