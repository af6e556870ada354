import { Box, Button, Card, InlineStack, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { DAY_MS, type Instant } from "../../../pipeline/shared/time.ts";
import type { SegmentList as Segments } from "../../../queries/read-segment-overview.ts";
import { useAddress } from "../../frame/use-address.ts";
import { ExportButton } from "../../table/export-button.tsx";
import { readSort } from "../../table/read-sort.ts";
import { useWords } from "../../words/use-words.ts";
import { orderSegments, SEGMENT_SORTS } from "./order-segments.ts";
import { SegmentList } from "./segment-list.tsx";

/** All segments, to look through and to sort; what is looked for and the order stand in the address. */
export function SegmentListCard(props: { list: Segments; currency: string; asOf: Instant }) {
  const { list, currency, asOf } = props;
  const { t, format } = useWords("segments");
  const { i18n } = useTranslation();
  const { params, chooseAll } = useAddress();
  if (list.segments.length === 0) return <NoSegments />;
  const search = params.get("search") ?? "";
  const sort = readSort(params, SEGMENT_SORTS, "made");
  const shown = orderSegments(list.segments, { search, sort, locale: i18n.language });
  const find = (text: string): void => chooseAll({ search: text === "" ? null : text });
  return (
    <Card padding="0">
      <Box padding="400">
        <InlineStack align="space-between" blockAlign="end" gap="300">
          <div className="k-search">
            <TextField
              label={t("list.search")}
              type="search"
              autoComplete="off"
              placeholder={t("list.searchHint")}
              value={search}
              onChange={find}
              clearButton
              onClearButtonClick={() => find("")}
            />
          </div>
          <ExportButton list="segments" fileName="segments" />
        </InlineStack>
      </Box>
      {shown.length === 0 ? (
        <Box padding="800">
          <Text as="p" tone="subdued" alignment="center">
            {t("list.nothing")}
          </Text>
        </Box>
      ) : (
        <SegmentList
          segments={shown}
          currency={currency}
          sort={sort}
          // All of them grew "since yesterday" on the day that they were filled.
          isFirstDay={list.filledAt !== null && asOf - list.filledAt < DAY_MS}
        />
      )}
      <Box
        paddingBlock="300"
        paddingInline="400"
        borderBlockStartWidth="025"
        borderColor="border-secondary"
      >
        <Text as="p" variant="bodySm" tone="subdued">
          {list.countedAt === null
            ? t("list.notCounted")
            : t("list.counted", { ago: format.ago(list.countedAt, asOf) })}
        </Text>
      </Box>
    </Card>
  );
}

function NoSegments() {
  const { t } = useWords("segments");
  return (
    <Card>
      <Box padding="600">
        <div className="k-centered">
          <Text as="h2" variant="headingMd">
            {t("list.empty")}
          </Text>
          <Box paddingBlock="300">
            <Text as="p" tone="subdued">
              {t("list.emptyText")}
            </Text>
          </Box>
          <Button variant="primary" url="/app/segments/new">
            {t("list.create")}
          </Button>
        </div>
      </Box>
    </Card>
  );
}
