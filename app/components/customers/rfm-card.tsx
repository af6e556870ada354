import { BlockStack, Text } from "@shopify/polaris";
import type { CustomerRfm } from "../../queries/read-rfm.ts";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";

const FIFTHS = [1, 2, 3, 4, 5] as const;

/** Recency, frequency and money against the shop, the group that follows, and which ones came before. */
export function RfmCard({ classes, group, history }: CustomerRfm) {
  const { t } = useWords("customers");
  return (
    <SectionCard title={t("rfm.title")} hint={t("rfm.hint")}>
      {classes === null || group === null ? (
        <Text as="p" tone="subdued">
          {t("rfm.notYet")}
        </Text>
      ) : (
        <BlockStack gap="300">
          <div>
            <Text as="p" variant="headingLg">
              {t(`common:rfm.${group}`)}
            </Text>
            <Text as="p" tone="subdued">
              {t(`rfm.meaning.${group}`)}
            </Text>
          </div>
          <dl className="k-fifths">
            <Fifths label={t("rfm.recency")} value={classes.recency} />
            <Fifths label={t("rfm.frequency")} value={classes.frequency} />
            <Fifths label={t("rfm.money")} value={classes.monetary} />
          </dl>
        </BlockStack>
      )}
      <Former history={history} />
    </SectionCard>
  );
}

function Fifths({ label, value }: { label: string; value: number }) {
  const { t } = useWords("customers");
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <span className="k-fifths-track" aria-hidden="true">
          {FIFTHS.map((fifth) => (
            <span key={fifth} data-full={fifth <= value || undefined} />
          ))}
        </span>
        <span className="k-number">{t("rfm.ofFive", { value })}</span>
      </dd>
    </div>
  );
}

/** The groups at midnights of the last year, the newest first. */
function Former({ history }: Pick<CustomerRfm, "history">) {
  const { t, format } = useWords("customers");
  if (history.length === 0) return null;
  return (
    <details className="k-details">
      <summary>{t("rfm.former")}</summary>
      <ul className="k-plain">
        {history.map(({ group, since }) => (
          <li key={since}>
            {t("rfm.since", {
              group: group === null ? t("rfm.none") : t(`common:rfm.${group}`),
              date: format.date(since),
            })}
          </li>
        ))}
      </ul>
    </details>
  );
}
