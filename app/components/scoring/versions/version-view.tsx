import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import type { ModelVersion, Scoring } from "../../../services/read-scoring.ts";
import { InstantText } from "../../format/instant-text.tsx";
import { useAddress } from "../../frame/use-address.ts";
import { ResponsiveTable } from "../../table/responsive-table.tsx";
import { SectionCard } from "../../table/section-card.tsx";
import { presetTitle } from "../presets/preset-words.ts";
import { CompareCard } from "./compare-card.tsx";
import { useScoringWords } from "../scoring-words.ts";

/** The models that were in force, the newest first, and any two of them side by side. */
export function VersionView({ scoring }: { scoring: Scoring }) {
  const { versions, model } = scoring;
  const words = useScoringWords();
  const { t } = words;
  return (
    <BlockStack gap="400">
      <SectionCard title={t("version.title")} hint={t("version.hint")} isFlush>
        <ResponsiveTable
          caption={t("version.caption")}
          rows={versions}
          rowKey={({ version }) => String(version)}
          columns={[
            {
              header: t("version.column"),
              cell: ({ version }) => t("version.name", { version }),
            },
            {
              header: t("version.from"),
              // Before the first customer is scored there is no instant yet.
              cell: ({ createdAt }) =>
                createdAt === 0 ? t("version.notYet") : <InstantText at={createdAt} />,
            },
            { header: t("version.numbers"), cell: (version) => <Numbers version={version} /> },
            { header: t("version.note"), cell: ({ note }) => note },
            {
              header: t("version.actions"),
              cell: (version) => <Actions version={version} inForce={model.version} />,
              isWide: true,
            },
          ]}
        />
      </SectionCard>
      <CompareCard scoring={scoring} />
    </BlockStack>
  );
}

function Numbers({ version: { preset, sameAs } }: { version: ModelVersion }) {
  const words = useScoringWords();
  const { t } = words;
  if (preset !== null) return presetTitle(words, preset);
  return (
    <Text as="span">
      {sameAs === null ? t("version.own") : t("version.sameAs", { version: sameAs })}
    </Text>
  );
}

function Actions(props: { version: ModelVersion; inForce: number }) {
  const { version } = props.version;
  const { t } = useScoringWords();
  const { href } = useAddress();
  if (version === props.inForce) {
    return (
      <Text as="span" tone="subdued">
        {t("version.inForce")}
      </Text>
    );
  }
  return (
    <InlineStack gap="300">
      <Button
        variant="plain"
        accessibilityLabel={t("version.compareLabel", { version })}
        url={href({ left: String(version), right: String(props.inForce) })}
      >
        {t("version.compare")}
      </Button>
      <Button
        variant="plain"
        accessibilityLabel={t("version.restoreLabel", { version })}
        url={href({ view: "numbers", from: String(version), left: null, right: null })}
      >
        {t("version.restore")}
      </Button>
    </InlineStack>
  );
}
