import { Box, Text } from "@shopify/polaris";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { Change } from "../../queries/read-latest-changes.ts";
import { SectionCard } from "../table/section-card.tsx";
import { ChangeList } from "./change-list.tsx";

/** Who entered or left last, of one segment or of all, and why. */
export function ChangeCard(props: {
  title: string;
  hint: string;
  /** In the place of the list where it is empty. */
  none: string;
  changes: readonly Change[];
  asOf: Instant;
}) {
  const { title, hint, none, changes, asOf } = props;
  return (
    <SectionCard title={title} hint={hint} isFlush>
      {changes.length === 0 ? (
        <Box padding="400" paddingBlockStart="0">
          <Text as="p" tone="subdued">
            {none}
          </Text>
        </Box>
      ) : (
        <ChangeList changes={changes} asOf={asOf} />
      )}
    </SectionCard>
  );
}
