import { useFetcher } from "@remix-run/react";
import { Badge, Banner, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import type { MetafieldStatus } from "../../queries/read-metafield-status.ts";
import { UnknownShop } from "../sources/unknown-shop.tsx";
import { formatUpTo } from "../format/count-up-to.ts";
import { SectionCard } from "../table/section-card.tsx";
import { useWords, type Words } from "../words/use-words.ts";
import type { ActivationAnswer } from "./activation-answer.ts";

/** Whether scores and predictions stand in Shopify's customer metafields, and how far that is. */
export function MetafieldCard({ status }: { status: MetafieldStatus }) {
  const words = useWords("activate");
  const { t, format } = words;
  const [isAsking, setIsAsking] = useState(false);
  const fetcher = useFetcher<ActivationAnswer>();
  const { isOn, error, refused, refusal } = status;
  const outcome = fetcher.data?.change === "metafields" ? fetcher.data.result.outcome : null;
  const turn = (wanted: boolean): void => {
    setIsAsking(false);
    fetcher.submit({ change: "metafields", isOn: String(wanted) }, { method: "post" });
  };
  return (
    <SectionCard
      title={t("metafields.title")}
      hint={t("metafields.hint")}
      action={isOn ? <Badge tone="success">{t("on")}</Badge> : <Badge>{t("off")}</Badge>}
    >
      <BlockStack gap="300">
        <Text as="p">{isOn ? progressOf(words, status) : t("metafields.isOff")}</Text>
        <Text as="p" tone="subdued">
          {t("metafields.when")}
        </Text>
        {error === null ? null : (
          <Banner tone="critical" title={t("metafields.error")}>
            {t("metafields.errorText", { error: error.replace(/\.+$/, "") })}
          </Banner>
        )}
        {refused === 0 ? null : (
          <Banner
            tone="warning"
            title={t("metafields.refused", {
              count: refused,
              amount: formatUpTo({ format }, refused),
            })}
            action={{
              content: t("metafields.retry"),
              loading: fetcher.state !== "idle",
              onAction: () => fetcher.submit({ change: "retry-metafields" }, { method: "post" }),
            }}
          >
            <span className="k-code">{refusal}</span>
          </Banner>
        )}
        {outcome === "unknown-shop" ? <UnknownShop /> : null}
        {isAsking && isOn ? (
          <BlockStack gap="200">
            <Text as="p">{t("metafields.question")}</Text>
            <InlineStack gap="200">
              <Button tone="critical" onClick={() => turn(false)}>
                {t("metafields.turnOff")}
              </Button>
              <Button onClick={() => setIsAsking(false)}>{t("metafields.keep")}</Button>
            </InlineStack>
          </BlockStack>
        ) : (
          <div>
            <Button
              loading={fetcher.state !== "idle"}
              onClick={() => (isOn ? setIsAsking(true) : turn(true))}
            >
              {isOn ? t("metafields.turnOff") : t("metafields.turnOn")}
            </Button>
          </div>
        )}
      </BlockStack>
    </SectionCard>
  );
}

function progressOf(
  { t, format }: Words<"activate">,
  { definedAt, told, waiting }: MetafieldStatus,
): string {
  if (definedAt === null) return t("metafields.settingUp");
  const counted = (count: number) => ({ count, amount: formatUpTo({ format }, count) });
  const stand = t("metafields.stand", counted(told));
  return waiting === 0 ? stand : `${stand} ${t("metafields.waiting", counted(waiting))}`;
}
