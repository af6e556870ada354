import { useFetcher } from "@remix-run/react";
import { Badge, Box, Button, InlineStack } from "@shopify/polaris";
import type { SegmentVersion } from "../../../queries/read-segment-context.ts";
import type { SegmentAnswer } from "../../../services/change-segment.ts";
import { InstantText } from "../../format/instant-text.tsx";
import { ResponsiveTable } from "../../table/responsive-table.tsx";
import { SectionCard } from "../../table/section-card.tsx";
import { useWords, type Words } from "../../words/use-words.ts";
import { describeDifference } from "../editor/describe-difference.ts";
import { RestoreBanner } from "./restore-banner.tsx";

/** What was published, and a way back to any of it. */
export function VersionCard({ versions }: { versions: readonly SegmentVersion[] }) {
  const { t } = useWords("segments");
  const editor = useWords("editor");
  const fetcher = useFetcher<SegmentAnswer>();
  const newest = versions[0]?.version;
  const inForce = versions.find(({ inForceAt }) => inForceAt !== null)?.version;
  return (
    <SectionCard title={t("versions.title")} hint={t("versions.hint")} isFlush>
      {fetcher.data === undefined ? null : (
        <Box padding="400" paddingBlockStart="0">
          <RestoreBanner answer={fetcher.data} />
        </Box>
      )}
      <ResponsiveTable
        caption={t("versions.caption")}
        rows={versions}
        rowKey={({ version }) => String(version)}
        columns={[
          {
            header: t("versions.version"),
            cell: ({ version }) => (
              <InlineStack gap="200" blockAlign="center">
                <span>{t("versions.numbered", { version })}</span>
                {version === inForce ? <Badge tone="success">{t("versions.inForce")}</Badge> : null}
                {version === newest && version !== inForce ? (
                  <Badge tone="attention">{t("versions.built")}</Badge>
                ) : null}
              </InlineStack>
            ),
          },
          {
            header: t("versions.published"),
            cell: ({ publishedAt }) => <InstantText at={publishedAt} />,
          },
          {
            header: t("versions.changed"),
            cell: (row) =>
              row.version === 1 ? t("versions.beginning") : changeWords(editor, row, versions),
            isWide: true,
          },
          {
            header: t("versions.restore"),
            cell: ({ version }) =>
              version === newest ? null : (
                <Button
                  size="slim"
                  loading={fetcher.state !== "idle"}
                  accessibilityLabel={t("versions.restoreNumbered", { version })}
                  onClick={() =>
                    fetcher.submit(
                      { change: "restore", version: String(version) },
                      { method: "post" },
                    )
                  }
                >
                  {t("versions.restore")}
                </Button>
              ),
          },
        ]}
      />
    </SectionCard>
  );
}

/** What a version changed; empty where the one before is not among the newest that are shown. */
function changeWords(
  words: Words<"editor">,
  row: SegmentVersion,
  versions: readonly SegmentVersion[],
): string {
  const before = versions.find(({ version }) => version === row.version - 1);
  if (before === undefined) return "";
  const difference = describeDifference(
    words,
    JSON.parse(before.definition),
    JSON.parse(row.definition),
  );
  return difference.charAt(0).toLocaleUpperCase() + difference.slice(1);
}
