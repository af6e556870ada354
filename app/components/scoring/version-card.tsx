import { Box, Text } from "@shopify/polaris";
import type { ModelVersion } from "../../services/read-scoring.ts";
import { InstantText } from "../format/instant-text.tsx";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";

/** The models that were in force, the newest first. */
export function VersionCard({ versions }: { versions: readonly ModelVersion[] }) {
  return (
    <SectionCard
      title="Versions"
      hint="Each score bears the version that it was computed by. Older ones explain older scores."
      isFlush
    >
      {versions.length === 0 ? (
        <Box padding="400" paddingBlockStart="0">
          <Text as="p" tone="subdued">
            The first one begins when the first customer is scored.
          </Text>
        </Box>
      ) : (
        <ResponsiveTable
          caption="Versions of the scoring model"
          rows={versions}
          rowKey={({ version }) => String(version)}
          columns={[
            { header: "Version", cell: ({ version }) => `Version ${version}` },
            { header: "In force from", cell: ({ createdAt }) => <InstantText at={createdAt} /> },
            { header: "Preset", cell: ({ presetTitle }) => presetTitle ?? "Numbers of your own" },
            { header: "Note", cell: ({ note }) => note },
          ]}
        />
      )}
    </SectionCard>
  );
}
