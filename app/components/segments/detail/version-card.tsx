import { useFetcher } from "@remix-run/react";
import { Badge, Banner, Box, Button, InlineStack, Text } from "@shopify/polaris";
import type { SegmentVersion } from "../../../queries/read-segment-context.ts";
import type { SegmentAnswer } from "../../../services/change-segment.ts";
import { InstantText } from "../../format/instant-text.tsx";
import { ResponsiveTable } from "../../table/responsive-table.tsx";
import { SectionCard } from "../../table/section-card.tsx";
import { describeDifference } from "../editor/describe-difference.ts";

/** What was published, and a way back to any of it. */
export function VersionCard({ versions }: { versions: readonly SegmentVersion[] }) {
  const fetcher = useFetcher<SegmentAnswer>();
  const newest = versions[0]?.version;
  const inForce = versions.find(({ inForceAt }) => inForceAt !== null)?.version;
  return (
    <SectionCard
      title="Versions"
      hint="Restoring one publishes it once more, as the newest"
      isFlush
    >
      {fetcher.data === undefined ? null : (
        <Box padding="400" paddingBlockStart="0">
          <RestoreBanner answer={fetcher.data} />
        </Box>
      )}
      <ResponsiveTable
        caption="Versions of the segment"
        rows={versions}
        rowKey={({ version }) => String(version)}
        columns={[
          {
            header: "Version",
            cell: ({ version }) => (
              <InlineStack gap="200" blockAlign="center">
                <span>{`Version ${version}`}</span>
                {version === inForce ? <Badge tone="success">In force</Badge> : null}
                {version === newest && version !== inForce ? (
                  <Badge tone="attention">Being built</Badge>
                ) : null}
              </InlineStack>
            ),
          },
          { header: "Published", cell: ({ publishedAt }) => <InstantText at={publishedAt} /> },
          { header: "What changed", cell: (row) => changeWords(row, versions), isWide: true },
          {
            header: "Restore",
            cell: ({ version }) =>
              version === newest ? null : (
                <Button
                  size="slim"
                  loading={fetcher.state !== "idle"}
                  accessibilityLabel={`Restore version ${version}`}
                  onClick={() =>
                    fetcher.submit(
                      { change: "restore", version: String(version) },
                      { method: "post" },
                    )
                  }
                >
                  Restore
                </Button>
              ),
          },
        ]}
      />
    </SectionCard>
  );
}

function changeWords(row: SegmentVersion, versions: readonly SegmentVersion[]): string {
  const before = versions.find(({ version }) => version === row.version - 1);
  if (before === undefined) return row.version === 1 ? "The beginning" : "";
  const words = describeDifference(JSON.parse(before.definition), JSON.parse(row.definition));
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function RestoreBanner({ answer }: { answer: SegmentAnswer }) {
  switch (answer.outcome) {
    case "published":
      return (
        <Banner tone="success">
          {answer.isInForce
            ? `Restored as version ${answer.version}.`
            : `Restored as version ${answer.version}. It comes into force once it is built.`}
        </Banner>
      );
    case "nothing-changed":
      return <Banner tone="info">That is what the newest version says already.</Banner>;
    case "stale":
    case "unknown-version":
      return (
        <Banner tone="critical">The versions have changed meanwhile. Load the page again.</Banner>
      );
    case "deleted":
    case "unknown-segment":
    case "in-use":
      return null;
    default:
      return (
        <Banner tone="critical">
          <Text as="p">
            That version does not fit the other segments any more. Open the editor to mend it.
          </Text>
        </Banner>
      );
  }
}
