import { useFetcher } from "@remix-run/react";
import { Badge, Banner, BlockStack, Button, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { KlaviyoStatus } from "../../queries/read-activation.ts";
import { formatCount } from "../format/format-number.ts";
import { NoSealKey, UNKNOWN_SHOP } from "../sources/no-seal-key.tsx";
import { SectionCard } from "../table/section-card.tsx";
import type { ActivationAnswer } from "./activation-answer.ts";

/** Events to Klaviyo for flows that may run more than once for a person. */
export function KlaviyoEventsCard({ status }: { status: KlaviyoStatus }) {
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
      title="Klaviyo events"
      hint="A flow that starts with a segment runs once for a person, one that starts with an event every time."
      action={isOn ? <Badge tone="success">On</Badge> : <Badge>Off</Badge>}
    >
      <BlockStack gap="300">
        <Text as="p">
          {isOn
            ? `${summaryOf(status)} Start a flow with the metric “Entered segment” or “Left segment” and filter by its property “Segment handle”.`
            : "Off. With a private API key (scope events:write) Kindling tells Klaviyo who entered or left a segment. Who refused marketing is left out."}
        </Text>
        <Text as="p" tone="subdued">
          Customers are named by their Shopify id as Klaviyo’s external id: a profile without it
          gets no event.
        </Text>
        {status.error === null ? null : (
          <Banner tone="critical" title="Klaviyo does not take the events">
            {status.error}.
          </Banner>
        )}
        {status.refused === 0 ? null : (
          <Banner tone="warning" title={`Klaviyo refused ${formatCount(status.refused)}`}>
            {status.refusal}
          </Banner>
        )}
        {answer?.outcome === "invalid-key" ? (
          <Banner tone="critical">{answer.reason}.</Banner>
        ) : null}
        {answer?.outcome === "no-seal-key" ? <NoSealKey /> : null}
        {answer?.outcome === "unknown-shop" ? (
          <Banner tone="critical">{UNKNOWN_SHOP}</Banner>
        ) : null}
        {isOn ? (
          <div>
            <Button loading={fetcher.state !== "idle"} onClick={() => submit("")}>
              Forget the key of Klaviyo
            </Button>
          </div>
        ) : (
          <TextField
            label="Private API key"
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
                Send events to Klaviyo
              </Button>
            }
          />
        )}
      </BlockStack>
    </SectionCard>
  );
}

function summaryOf({ told, waiting, leftOut }: KlaviyoStatus): string {
  const parts = [`${formatCount(told)} events sent in the last 30 days`];
  if (waiting > 0) parts.push(`${formatCount(waiting)} on the way`);
  if (leftOut > 0) parts.push(`${formatCount(leftOut)} left out for want of consent`);
  return `${parts.join(", ")}.`;
}
