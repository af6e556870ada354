import { BlockStack, Button, Text } from "@shopify/polaris";
import { useNames } from "../customers/names/names-context.tsx";
import { NamesBanner, useNamesAction } from "../customers/names/names-switch.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";

/** Where names are turned on and off; the list of customers has the same switch. */
const SWITCH = "/app/customers?index";

/** Whether customers are shown by name. */
export function NamesCard() {
  const { t } = useWords("settings");
  const { isOn } = useNames();
  const { answer, action } = useNamesAction(SWITCH);
  return (
    <SectionCard title={t("names.title")} hint={t("names.hint")}>
      <NamesBanner answer={answer} />
      <BlockStack gap="300" inlineAlign="start">
        <Text as="p">{isOn ? t("names.on") : t("names.off")}</Text>
        <Button loading={action.loading} onClick={action.onAction}>
          {action.content}
        </Button>
      </BlockStack>
    </SectionCard>
  );
}
