import { Box, Button, InlineStack, Text } from "@shopify/polaris";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { ActivityPage } from "../../queries/activity-entry.ts";
import type { ActivityChoice } from "../../queries/read-activity-filter.ts";
import { useAddress } from "../frame/use-address.ts";
import { CursorPages } from "../table/cursor-pages.tsx";
import { ExportButton } from "../table/export-button.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { EntryItem } from "./entry-item.tsx";
import { LogFilter } from "./log-filter.tsx";

interface Props {
  page: ActivityPage;
  choice: ActivityChoice;
  /** The periods to choose from. */
  days: readonly number[];
  asOf: Instant;
}

/** Everything that was done and that failed, newest first, searchable. */
export function LogCard({ page, choice, days, asOf }: Props) {
  const { t } = useWords("activity");
  const { entries, next, previous } = page;
  return (
    <SectionCard
      title={t("log.title")}
      hint={t("log.hint")}
      action={<ExportButton list="activity" fileName="activity" />}
      isFlush
    >
      <Box paddingInline="400" paddingBlockEnd="400">
        <LogFilter choice={choice} days={days} />
      </Box>
      {entries.length === 0 ? (
        <NothingHere isNarrowed={Object.values(choice).some((one) => one !== null)} />
      ) : (
        <ul className="k-list">
          {entries.map((entry) => (
            <EntryItem key={entry.cursor} entry={entry} asOf={asOf} />
          ))}
        </ul>
      )}
      <CursorPages next={next} previous={previous} list={t("log.title")} />
    </SectionCard>
  );
}

function NothingHere({ isNarrowed }: { isNarrowed: boolean }) {
  const { t } = useWords("activity");
  const { chooseAll } = useAddress();
  return (
    <Box padding="400" paddingBlockStart="100">
      <InlineStack gap="300" blockAlign="center">
        <Text as="p" tone="subdued">
          {isNarrowed ? t("log.noMatch") : t("log.empty")}
        </Text>
        {isNarrowed ? (
          <Button
            variant="plain"
            onClick={() =>
              chooseAll({
                ...{ kind: null, outcome: null, customer: null, days: null },
                ...{ after: null, before: null },
              })
            }
          >
            {t("log.clear")}
          </Button>
        ) : null}
      </InlineStack>
    </Box>
  );
}
