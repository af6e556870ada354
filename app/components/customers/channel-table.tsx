import { Box, Text } from "@shopify/polaris";
import type {
  ChannelResponsiveness,
  Responsiveness,
} from "../../pipeline/predict/channels/responsiveness.ts";
import { formatCounted } from "../format/format-number.ts";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { CHANNEL_WORDS, EVIDENCE_WORDS, rateWords } from "./preference-words.ts";

/** How often a customer answers over each channel that the shop has answers from, and the best one where it shows. */
export function ChannelTable({ channels, best }: Responsiveness) {
  return (
    <div>
      <Box paddingInline="400" paddingBlockEnd="200">
        <Text as="h3" variant="headingSm">
          Channels
        </Text>
        <Text as="p">Best channel: {best === null ? "not yet known" : CHANNEL_WORDS[best]}</Text>
        <Text as="p" variant="bodySm" tone="subdued">
          {channels.length === 0
            ? "Nobody has come by an email, a text, an ad or a post yet."
            : "Days with a click, a reply or a visit. How many messages were sent is not known, so this is how often the channel brings them as you use it. An opened email is no answer: programs open them too."}
        </Text>
      </Box>
      {channels.length === 0 ? null : (
        <ResponsiveTable
          caption="Channels"
          rows={channels}
          rowKey={({ channel }) => channel}
          columns={[
            { header: "Channel", cell: (row) => channelWords(row) },
            { header: "Answered", cell: (row) => answerWords(row) },
            { header: "Days a week", cell: (row) => rateWords(row) },
            {
              header: "Your customers",
              cell: ({ shopPerWeek }) => shopPerWeek.toFixed(2),
              isNumeric: true,
            },
          ]}
        />
      )}
    </div>
  );
}

const channelWords = ({ channel, isOptedOut }: ChannelResponsiveness): string =>
  isOptedOut ? `${CHANNEL_WORDS[channel]}, unsubscribed` : CHANNEL_WORDS[channel];

const answerWords = ({ days, weeks, evidence }: ChannelResponsiveness): string =>
  `${formatCounted(days, "day")} in ${formatCounted(Math.round(weeks), "week")}, ${EVIDENCE_WORDS[evidence]}`;
