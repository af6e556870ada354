import { Box, Text } from "@shopify/polaris";
import type { Instant } from "../../../pipeline/shared/time.ts";
import type { Change } from "../../../queries/read-latest-changes.ts";
import { SectionCard } from "../../table/section-card.tsx";
import { useWords } from "../../words/use-words.ts";
import { ChangeList } from "../change-list.tsx";

/** Who entered or left a segment last, and why. */
export function ChangeCard({ changes, asOf }: { changes: readonly Change[]; asOf: Instant }) {
  const { t } = useWords("segments");
  return (
    <SectionCard title={t("changes.title")} hint={t("changes.hint")} isFlush>
      {changes.length === 0 ? (
        <Box padding="400" paddingBlockStart="0">
          <Text as="p" tone="subdued">
            {t("changes.none")}
          </Text>
        </Box>
      ) : (
        <ChangeList changes={changes} asOf={asOf} />
      )}
    </SectionCard>
  );
}
