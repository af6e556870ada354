import { useFetcher } from "@remix-run/react";
import { Badge, Banner, BlockStack, Button, Link, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { KlaviyoStatus } from "../../queries/read-activation.ts";
import { UnknownShop } from "../sources/unknown-shop.tsx";
import { formatUpTo } from "../format/count-up-to.ts";
import { SectionCard } from "../table/section-card.tsx";
import { useWords, type Words } from "../words/use-words.ts";
import type { ActivationAnswer } from "./activation-answer.ts";

/** Events to Klaviyo for flows that may run more than once for a person. */
export function KlaviyoEventsCard({ status }: { status: KlaviyoStatus }) {
  const words = useWords("activate");
  const { t, format } = words;
  const fetcher = useFetcher<ActivationAnswer>();
  const [key, setKey] = useState("");
  const isOn = status.since !== null;
  const answer = fetcher.data?.change === "klaviyo-key" ? fetcher.data.result : null;
  const submit = (apiKey: string): void => {
    fetcher.submit({ change: "klaviyo-key", key: apiKey }, { method: "post" });
    setKey("");
  };
  return (
    <SectionCard
      title={t("klaviyo.title")}
      hint={t("klaviyo.hint")}
      action={isOn ? <Badge tone="success">{t("on")}</Badge> : <Badge>{t("off")}</Badge>}
    >
      <BlockStack gap="300">
        <Text as="p">
          {isOn ? `${summaryOf(words, status)} ${t("klaviyo.how")}` : t("klaviyo.isOff")}
        </Text>
        <Text as="p" tone="subdued">
          {t("klaviyo.who")}
        </Text>
        {status.error === null ? null : (
          <Banner tone="critical" title={t("klaviyo.error")}>
            <Text as="p">{t(`klaviyo.todo.${todoOf(status.error)}`)}</Text>
            <span className="k-code">{status.error}</span>
          </Banner>
        )}
        {status.refused === 0 ? null : (
          <Banner
            tone="warning"
            title={t("klaviyo.refused", { amount: formatUpTo({ format }, status.refused) })}
          >
            <span className="k-code">{status.refusal}</span>
            <Link url="/app/activity?kind=klaviyo&outcome=failed">{t("seeLog")}</Link>
          </Banner>
        )}
        {answer?.outcome === "invalid-key" ? (
          <Banner tone="critical">{t("klaviyo.invalidKey")}</Banner>
        ) : null}
        {answer?.outcome === "unknown-shop" ? <UnknownShop /> : null}
        {isOn ? (
          <div>
            <Button loading={fetcher.state !== "idle"} onClick={() => submit("")}>
              {t("klaviyo.forget")}
            </Button>
          </div>
        ) : (
          <TextField
            label={t("klaviyo.key")}
            helpText={t("klaviyo.keyHint")}
            type="password"
            value={key}
            onChange={setKey}
            autoComplete="off"
            maxLength={250}
            connectedRight={
              <Button
                disabled={key.trim() === ""}
                loading={fetcher.state !== "idle"}
                onClick={() => submit(key)}
              >
                {t("klaviyo.turnOn")}
              </Button>
            }
          />
        )}
      </BlockStack>
    </SectionCard>
  );
}

/** What helps against what was noted when the events were sent last. */
function todoOf(error: string): "seal" | "scope" | "key" | "wait" {
  if (error.includes("SEAL_KEYS")) return "seal";
  if (error.startsWith("Klaviyo answered")) return "wait";
  return error.includes("events:write") ? "scope" : "key";
}

/** In sentences: what was sent, what is on its way, what was left out. */
function summaryOf(
  { t, format }: Words<"activate">,
  { told, waiting, leftOut }: KlaviyoStatus,
): string {
  const counted = (count: number) => ({ count, amount: formatUpTo({ format }, count) });
  return [
    t("klaviyo.sent", counted(told)),
    ...(waiting > 0 ? [t("flow.waiting", counted(waiting))] : []),
    ...(leftOut > 0 ? [t("klaviyo.leftOut", counted(leftOut))] : []),
  ].join(" ");
}
