import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useWords } from "../words/use-words.ts";
import { NEXT_STEPS, TROUBLES, type NextStep } from "./next-step.ts";

/** Where each step is done; null: there is nothing to press. */
const PLACES: Record<NextStep, string | null> = {
  pixel: "/app/sources",
  embed: null,
  tagsRefused: "/app/activity",
  tagsPaused: "/app/activity",
  dataRequest: "/app/settings?tab=privacy",
  consent: "/app/sources",
  waitHistory: null,
  waitCustomer: null,
  ownSegment: "/app/segments/new",
  useTags: "/app/activate",
  email: "/app/sources",
  look: "/app/customers?sort=intent",
};

const WITHOUT_BUTTON: readonly NextStep[] = ["waitHistory", "waitCustomer"];

/** The one next thing to do, with the one button that matters on the page. */
export function NextStepCard({ step, editorUrl }: { step: NextStep; editorUrl: string }) {
  const { t } = useWords("home");
  const place = PLACES[step];
  const isTrouble = TROUBLES.includes(step);
  return (
    <Card>
      <div className="k-next" data-step={NEXT_STEPS.includes(step) ? step : undefined}>
        <BlockStack gap="100">
          <Text as="h2" variant="headingSm" tone={isTrouble ? "critical" : "subdued"}>
            {isTrouble ? t("next.trouble") : t("next.heading")}
          </Text>
          <Text as="p" variant="headingMd">
            {t(`next.title.${step}`)}
          </Text>
          <Text as="p" tone="subdued">
            {t(`next.text.${step}`)}
          </Text>
        </BlockStack>
        {WITHOUT_BUTTON.includes(step) ? null : (
          <InlineStack>
            {step === "embed" ? (
              <Button url={editorUrl} target="_blank" variant="primary">
                {t("next.action.embed")}
              </Button>
            ) : (
              <Button url={place ?? "/app"} variant={step === "look" ? "secondary" : "primary"}>
                {t(`next.action.${step as Exclude<NextStep, "waitHistory" | "waitCustomer">}`)}
              </Button>
            )}
          </InlineStack>
        )}
      </div>
    </Card>
  );
}
