import { Badge, BlockStack, Box, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import type { PresetChoice } from "../../../services/read-scoring.ts";
import { useAddress } from "../../frame/use-address.ts";
import { ResponsiveTable } from "../../table/responsive-table.tsx";
import { SectionCard } from "../../table/section-card.tsx";
import { numberWords, pathWords } from "../number-words.ts";
import { presetReason, presetSummary, presetTitle } from "./preset-words.ts";
import { useScoringWords } from "../scoring-words.ts";

/** The models that ship, one per kind of shop, to begin a draft with. */
export function PresetView(props: { presets: readonly PresetChoice[] }) {
  const { t } = useScoringWords();
  return (
    <SectionCard title={t("preset.title")} hint={t("preset.hint")} isFlush>
      <ul className="k-rules">
        {props.presets.map((preset) => (
          <PresetItem key={preset.name} preset={preset} />
        ))}
      </ul>
    </SectionCard>
  );
}

function PresetItem({ preset }: { preset: PresetChoice }) {
  const { name, isInForce, changes } = preset;
  const [isOpen, setIsOpen] = useState(false);
  const words = useScoringWords();
  const { t } = words;
  const { href } = useAddress();
  const title = presetTitle(words, name);
  return (
    <li className="k-rule">
      <Box paddingInline="400" paddingBlock="300">
        <BlockStack gap="200">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h3" variant="headingSm">
              {title}
            </Text>
            {isInForce ? <Badge tone="success">{t("preset.inForce")}</Badge> : null}
          </InlineStack>
          <Text as="p" tone="subdued">
            {presetSummary(words, name)}
          </Text>
          <InlineStack gap="300" blockAlign="center">
            {isInForce ? null : (
              <Button
                size="slim"
                accessibilityLabel={t("preset.tryLabel", { preset: title })}
                url={href({ view: "numbers", from: name })}
              >
                {t("preset.try")}
              </Button>
            )}
            {changes.length === 0 ? null : (
              <Button
                variant="plain"
                ariaExpanded={isOpen}
                accessibilityLabel={t(isOpen ? "preset.hideIn" : "preset.differsIn", {
                  preset: title,
                })}
                onClick={() => setIsOpen(!isOpen)}
              >
                {isOpen ? t("preset.hide") : t("preset.differs")}
              </Button>
            )}
          </InlineStack>
        </BlockStack>
      </Box>
      {isOpen ? <Differences preset={preset} title={title} /> : null}
    </li>
  );
}

function Differences({ preset, title }: { preset: PresetChoice; title: string }) {
  const words = useScoringWords();
  const { t } = words;
  return (
    <ResponsiveTable
      caption={t("preset.differsIn", { preset: title })}
      rows={preset.changes}
      rowKey={({ path }) => path}
      columns={[
        { header: t("compare.number"), cell: ({ path }) => pathWords(words, path) },
        {
          header: presetTitle(words, "standard"),
          cell: ({ path, from }) => numberWords(words, path, from),
          isNumeric: true,
        },
        { header: title, cell: ({ path, to }) => numberWords(words, path, to), isNumeric: true },
        {
          header: t("preset.why"),
          cell: ({ path }) => presetReason(words, preset.name, path),
          isWide: true,
        },
      ]}
    />
  );
}
