import { Box, Text } from "@shopify/polaris";
import type {
  ChannelResponsiveness,
  Responsiveness,
} from "../../pipeline/predict/channels/responsiveness.ts";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { useWords, type Words } from "../words/use-words.ts";
import { rateWords } from "./preference-words.ts";

/** How often a customer answers over each channel that the shop has answers from, and the best one where it shows. */
export function ChannelTable({ channels, best }: Responsiveness) {
  const words = useWords("customers");
  const { t, format } = words;
  return (
    <div>
      <Box paddingInline="400" paddingBlockEnd="200">
        <Text as="h3" variant="headingSm">
          {t("channels.title")}
        </Text>
        <Text as="p">
          {best === null
            ? t("channels.bestUnknown")
            : t("channels.best", { channel: t(`responseChannel.${best}`) })}
        </Text>
        <Text as="p" variant="bodySm" tone="subdued">
          {channels.length === 0 ? t("channels.none") : t("channels.hint")}
        </Text>
      </Box>
      {channels.length === 0 ? null : (
        <ResponsiveTable
          caption={t("channels.title")}
          rows={channels}
          rowKey={({ channel }) => channel}
          columns={[
            { header: t("channels.channel"), cell: (row) => channelWords(words, row) },
            { header: t("channels.answered"), cell: (row) => answerWords(words, row) },
            { header: t("channels.perWeek"), cell: (row) => rateWords(words, row) },
            {
              header: t("channels.shop"),
              cell: ({ shopPerWeek }) => format.decimal(shopPerWeek, 2),
              isNumeric: true,
            },
          ]}
        />
      )}
    </div>
  );
}

const channelWords = (
  { t }: Words<"customers">,
  { channel, isOptedOut }: ChannelResponsiveness,
): string => {
  const name = t(`responseChannel.${channel}`);
  return isOptedOut ? t("channels.unsubscribed", { channel: name }) : name;
};

function answerWords(
  { t, format }: Words<"customers">,
  { days, weeks, evidence }: ChannelResponsiveness,
): string {
  const inWeeks = Math.round(weeks);
  return t("channels.days", {
    days: t("common:counted.days", { count: days, amount: format.count(days) }),
    weeks: t("channels.weeks", { count: inWeeks, amount: format.count(inWeeks) }),
    evidence: t(`evidence.${evidence}`),
  });
}
