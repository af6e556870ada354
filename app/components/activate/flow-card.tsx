import { Badge, Banner, BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import { Trans } from "react-i18next";
import type { Announcement } from "../../pipeline/activate/announcements.ts";
import type { ToldStatus } from "../../queries/read-activation.ts";
import { InstantText } from "../format/instant-text.tsx";
import { formatUpTo } from "../format/count-up-to.ts";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";

const TRIGGERS = ["entered", "left", "crossed"] as const satisfies Announcement["kind"][];

/** What workflows of Shopify Flow can do with Kindling, and what they do. */
export function FlowCard(props: {
  /** What enabled workflows use. */
  used: readonly Announcement["kind"][];
  status: ToldStatus;
}) {
  const { t, format } = useWords("activate");
  const { used } = props;
  const { told, waiting, refused, refusal, lastToldAt } = props.status;
  return (
    <SectionCard title={t("flow.title")} hint={t("flow.hint")}>
      <BlockStack gap="400">
        <BlockStack gap="200" as="ul">
          {TRIGGERS.map((kind) => (
            <li key={kind} className="k-plain">
              <InlineStack gap="200" blockAlign="center">
                <Text as="span" fontWeight="semibold">
                  {t(`flow.${kind}.name`)}
                </Text>
                {used.includes(kind) ? (
                  <Badge tone="success">{t("flow.inUse")}</Badge>
                ) : (
                  <Badge>{t("flow.notInUse")}</Badge>
                )}
              </InlineStack>
              <Text as="p" tone="subdued">
                {t(`flow.${kind}.words`)}
              </Text>
            </li>
          ))}
        </BlockStack>
        <Text as="p">
          {used.length === 0
            ? t("flow.none")
            : t("flow.sent", { count: told, amount: formatUpTo({ format }, told) })}{" "}
          {used.length === 0 || waiting === 0
            ? null
            : `${t("flow.waiting", { count: waiting, amount: formatUpTo({ format }, waiting) })} `}
          {lastToldAt === null ? null : (
            <Trans
              t={t}
              i18nKey="flow.last"
              components={{ instant: <InstantText at={lastToldAt} /> }}
            />
          )}
        </Text>
        <Text as="p">
          <Trans t={t} i18nKey="flow.actions" components={{ strong: <strong /> }} />
        </Text>
        {refused === 0 ? null : (
          <Banner
            tone="warning"
            title={t("flow.refused", { amount: formatUpTo({ format }, refused) })}
          >
            <Text as="p">{refusal}</Text>
            <Link url="/app/activity?kind=flow&outcome=failed">{t("seeLog")}</Link>
          </Banner>
        )}
      </BlockStack>
    </SectionCard>
  );
}
