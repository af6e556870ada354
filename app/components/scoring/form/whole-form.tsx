import { BlockStack, Text } from "@shopify/polaris";
import { SectionCard } from "../../table/section-card.tsx";
import { partWords } from "../part-words.ts";
import { CapInput } from "./cap-input.tsx";
import { useModelForm } from "./form-context.tsx";
import { NumberInput } from "./number-input.tsx";
import { useScoringWords } from "../scoring-words.ts";

/** The numbers that are no signal's: what orders are worth, how far sources are believed, what behavior is made of. */
export function WholeForm() {
  const words = useScoringWords();
  const { t } = words;
  return (
    <BlockStack gap="400">
      <SectionCard title={partWords(words, "value")} hint={t("part.value")}>
        <BlockStack gap="400">
          <Problem path="value" of="valueSum" />
          <NumberInput
            path="value.pointsPerDecile"
            label={t("field.pointsPerDecile")}
            helpText={t("help.pointsPerDecile")}
          />
          <NumberInput
            path="value.pointsPerOrder"
            label={t("field.pointsPerOrder")}
            helpText={t("help.pointsPerOrder")}
          />
          <CapInput path="value.frequencyCap" label={t("field.frequencyCap")} />
          <CapInput
            path="value.recencyPoints"
            label={t("field.recencyPoints")}
            helpText={t("help.recencyPoints")}
          />
        </BlockStack>
      </SectionCard>
      <SectionCard title={t("part.trustTitle")} hint={t("part.trust")}>
        <BlockStack gap="400">
          <Problem path="trustCaps.unsigned" of="unsigned" />
          <CapInput
            path="trustCaps.claimed"
            label={t("place.claimed")}
            helpText={t("help.claimed")}
          />
          <CapInput
            path="trustCaps.unsigned"
            label={t("place.unsigned")}
            helpText={t("help.unsigned")}
          />
        </BlockStack>
      </SectionCard>
      <SectionCard title={partWords(words, "behavior")} hint={t("part.behavior")}>
        <BehaviorParts />
      </SectionCard>
    </BlockStack>
  );
}

/** What the server refuses of several numbers together, which no field of theirs says. */
function Problem({ path, of }: { path: string; of: "valueSum" | "unsigned" }) {
  const { t } = useScoringWords();
  return useModelForm().refused.has(path) ? (
    <Text as="p" tone="critical">
      {t(`error.${of}`)}
    </Text>
  ) : null;
}

function BehaviorParts() {
  const words = useScoringWords();
  const { t, format } = words;
  const { behavior } = useModelForm().draft.model;
  const whole = behavior.intent + behavior.engagement + behavior.value;
  return (
    <div className="k-rule-fields">
      {(["intent", "engagement", "value"] as const).map((part) => (
        <NumberInput
          key={part}
          path={`behavior.${part}`}
          label={t("place.behavior", { score: partWords(words, part) })}
          helpText={t("help.part", { share: format.share(behavior[part], whole) })}
        />
      ))}
    </div>
  );
}
