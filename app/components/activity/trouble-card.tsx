import { BlockStack, Text } from "@shopify/polaris";
import { Trans } from "react-i18next";
import type { TagTrouble, TagTroubles } from "../../queries/list-tag-troubles.ts";
import { CustomerLink } from "../customers/customer-link.tsx";
import { formatUpTo } from "../format/count-up-to.ts";
import { InstantText } from "../format/instant-text.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { RetryButton } from "./retry-button.tsx";
import { tagFailure } from "./tag-failure.ts";

/** Customers whose tags do not stand as they should, why, and another try. Nothing where there are none. */
export function TroubleCard({ troubles, total }: TagTroubles) {
  const { t, format } = useWords("activity");
  if (total === 0) return null;
  const amount = formatUpTo({ format }, total);
  const customers = t("common:counted.customers", { count: total, amount });
  return (
    <SectionCard
      title={t("trouble.title")}
      hint={
        total > troubles.length
          ? t("trouble.some", { customers, amount: format.count(troubles.length) })
          : t("trouble.hint")
      }
      action={<RetryButton asked={{ change: "retry" }}>{t("retry.all")}</RetryButton>}
      isFlush
    >
      <ul className="k-list">
        {troubles.map((trouble) => {
          const { customerId } = trouble;
          return (
            <li key={customerId}>
              <div className="k-grow">
                <BlockStack gap="100">
                  <CustomerLink customerId={customerId} />
                  <TroubleText trouble={trouble} />
                </BlockStack>
              </div>
              <RetryButton
                asked={{ change: "retry", customerId }}
                label={t("retry.ofCustomer", { customer: customerId })}
              >
                {t("retry.action")}
              </RetryButton>
            </li>
          );
        })}
      </ul>
    </SectionCard>
  );
}

function TroubleText({ trouble }: { trouble: TagTrouble }) {
  const words = useWords("activity");
  const { t, format } = words;
  const { failure, reason, nextAt, contestedMissing, contestedPresent } = trouble;
  return (
    <>
      {reason === null ? null : (
        <Text as="p" breakWord>
          {tagFailure(words, { failure, reason })}
          {nextAt === null ? null : (
            <>
              {" "}
              <Trans
                t={t}
                i18nKey="trouble.next"
                components={{ instant: <InstantText at={nextAt} /> }}
              />
            </>
          )}
        </Text>
      )}
      {contestedMissing.length === 0 ? null : (
        <Text as="p" breakWord>
          {t("trouble.contestedMissing", { tags: format.list(contestedMissing) })}
        </Text>
      )}
      {contestedPresent.length === 0 ? null : (
        <Text as="p" breakWord>
          {t("trouble.contestedPresent", { tags: format.list(contestedPresent) })}
        </Text>
      )}
    </>
  );
}
