import { BlockStack, Text } from "@shopify/polaris";
import type { CustomerRfm } from "../../queries/read-rfm.ts";
import { InstantText } from "../format/instant-text.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { GROUP_WORDS, groupWords } from "./rfm-words.ts";

const FIFTHS = [1, 2, 3, 4, 5] as const;

/** Recency, frequency and money against the shop, the group that follows, and which ones came before. */
export function RfmCard({ classes, group, history }: CustomerRfm) {
  return (
    <SectionCard
      title="Recency, frequency, money"
      hint="Classes from 1 to 5: each is a fifth of your customers who have ordered."
    >
      {classes === null || group === null ? (
        <Text as="p" tone="subdued">
          Not known yet. It takes an order that counts, and five customers who have ordered.
        </Text>
      ) : (
        <BlockStack gap="300">
          <div>
            <Text as="p" variant="headingLg">
              {GROUP_WORDS[group].label}
            </Text>
            <Text as="p" tone="subdued">
              {GROUP_WORDS[group].meaning}
            </Text>
          </div>
          <dl className="k-fifths">
            <Fifths label="Recency" value={classes.recency} />
            <Fifths label="Frequency" value={classes.frequency} />
            <Fifths label="Money" value={classes.monetary} />
          </dl>
        </BlockStack>
      )}
      <Former history={history} />
    </SectionCard>
  );
}

function Fifths({ label, value }: { label: string; value: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <span className="k-fifths-track" aria-hidden="true">
          {FIFTHS.map((fifth) => (
            <span key={fifth} data-full={fifth <= value || undefined} />
          ))}
        </span>
        <span className="k-number">{value} of 5</span>
      </dd>
    </div>
  );
}

/** The groups at midnights of the last year, the newest first. */
function Former({ history }: Pick<CustomerRfm, "history">) {
  if (history.length === 0) return null;
  return (
    <details className="k-details">
      <summary>Groups of the last year</summary>
      <ul className="k-plain">
        {history.map(({ group, since }) => (
          <li key={since}>
            {groupWords(group)} since <InstantText at={since} />
          </li>
        ))}
      </ul>
    </details>
  );
}
