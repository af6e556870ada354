import { Box, Select, Text } from "@shopify/polaris";
import type { Scoring } from "../../../services/read-scoring.ts";
import { useAddress } from "../../frame/use-address.ts";
import { SectionCard } from "../../table/section-card.tsx";
import { presetTitle } from "../presets/preset-words.ts";
import { DifferenceTable } from "./difference-table.tsx";
import { useScoringWords, type ScoringWords } from "../scoring-words.ts";

/** Two versions or presets side by side: what differs, in words. */
export function CompareCard({ scoring }: { scoring: Scoring }) {
  const { versions, presets, model, comparison } = scoring;
  const words = useScoringWords();
  const { t } = words;
  const { params, choose } = useAddress();
  const refs = [
    ...versions.map(({ version }) => String(version)),
    ...presets.map(({ name }) => name),
  ];
  const options = refs.map((ref) => ({ value: ref, label: refWords(words, ref) }));
  const left = params.get("left") ?? "standard";
  const right = params.get("right") ?? String(model.version);
  const side = (name: "left" | "right", value: string) => (
    <Select
      label={t(`compare.${name}`)}
      options={options}
      value={value}
      onChange={(chosen) => choose(name, chosen)}
    />
  );
  return (
    <SectionCard title={t("compare.title")} hint={t("compare.hint")} isFlush>
      <Box paddingInline="400" paddingBlockEnd="400">
        <div className="k-columns" data-ratio="even">
          {side("left", left)}
          {side("right", right)}
        </div>
      </Box>
      <div aria-live="polite">
        {comparison === null ? (
          <Nothing text={t("compare.gone")} />
        ) : comparison.differences.length === 0 ? (
          <Nothing text={t("compare.same")} />
        ) : (
          <DifferenceTable
            caption={t("compare.title")}
            differences={comparison.differences}
            left={refWords(words, comparison.left)}
            right={refWords(words, comparison.right)}
          />
        )}
      </div>
    </SectionCard>
  );
}

function Nothing({ text }: { text: string }) {
  return (
    <Box padding="400" paddingBlockStart="0">
      <Text as="p" tone="subdued">
        {text}
      </Text>
    </Box>
  );
}

/** "Version 3", "Fast fashion". */
const refWords = (words: ScoringWords, ref: string): string =>
  /^\d+$/.test(ref) ? words.t("version.name", { version: ref }) : presetTitle(words, ref);
