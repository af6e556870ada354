import { BlockStack, Box, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { PointsModel } from "../../../pipeline/score/model.ts";
import { SectionCard } from "../../table/section-card.tsx";
import { groupWords, partWords } from "../part-words.ts";
import { AddSignal } from "./add-signal.tsx";
import { CapInput } from "./cap-input.tsx";
import { DampenerItem } from "./dampener-item.tsx";
import { SignalItem } from "./signal-item.tsx";
import { useScoringWords } from "../scoring-words.ts";

/** The rules of a score that is made of signals, group by group, and what takes away from it. */
export function PointsForm(props: { score: "intent" | "engagement"; model: PointsModel }) {
  const { score, model } = props;
  const words = useScoringWords();
  const { t } = words;
  const dampeners = Object.entries(model.dampeners);
  return (
    <SectionCard title={partWords(words, score)} hint={t(`part.${score}`)} isFlush>
      <BlockStack gap="400">
        {Object.keys(model.groupCaps).map((group) => (
          <GroupForm key={group} title={groupWords(words, group)}>
            <Box paddingInline="400" paddingBlockEnd="200">
              <CapInput
                path={`${score}.groupCaps.${group}`}
                label={t("form.groupCap", { group: groupWords(words, group) })}
              />
            </Box>
            <ul className="k-rules">
              {Object.entries(model.signals)
                .filter(([, rule]) => rule.group === group)
                .map(([signal, rule]) => (
                  <SignalItem key={signal} score={score} signal={signal} rule={rule} />
                ))}
            </ul>
            <AddSignal score={score} model={model} group={group} />
          </GroupForm>
        ))}
        {dampeners.length === 0 ? null : (
          <GroupForm title={t("form.takers")} hint={t("form.takersHint")}>
            <ul className="k-rules">
              {dampeners.map(([signal, rule]) => (
                <DampenerItem key={signal} score={score} signal={signal} rule={rule} />
              ))}
            </ul>
          </GroupForm>
        )}
      </BlockStack>
    </SectionCard>
  );
}

function GroupForm(props: { title: string; hint?: string; children: ReactNode }) {
  const { title, hint, children } = props;
  return (
    <section>
      <Box paddingInline="400" paddingBlockEnd="200">
        <Text as="h3" variant="headingSm">
          {title}
        </Text>
        {hint === undefined ? null : (
          <Text as="p" tone="subdued">
            {hint}
          </Text>
        )}
      </Box>
      {children}
    </section>
  );
}
