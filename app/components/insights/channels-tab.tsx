import { Banner, BlockStack, Text } from "@shopify/polaris";
import type { InsightsView } from "../../services/insights/read-insights.ts";
import type { InsightChoice } from "../../services/insights/insight-choice.ts";
import { PlotCard } from "../plot/plot-card.tsx";
import type { PlotData } from "../plot/plot-data.ts";
import { useWords, type Words } from "../words/use-words.ts";
import { AsOf } from "./as-of.tsx";
import { ChoiceButtons } from "./choice-buttons.tsx";
import { NotYet } from "./not-yet.tsx";

type Channels = NonNullable<Extract<InsightsView, { tab: "channels" }>["channels"]>;
type Engagement = Channels["values"]["spans"][number]["channels"][number];

interface Props {
  channels: Channels | null;
  choice: InsightChoice;
  currency: string;
}

/** What email, text messages, social media, the app and ads brought, and what was ordered within a week after. */
export function ChannelsTab({ channels, choice, currency }: Props) {
  const words = useWords("insights");
  const { t } = words;
  if (channels === null) return <NotYet why="waiting" />;
  const span = channels.values.spans.find(({ days }) => days === choice.span);
  const own = (span?.channels ?? []).toSorted((a, b) => b.customers - a.customers);
  if (channels.values.spans.every((span) => span.channels.length === 0)) {
    return <NotYet why="channels" />;
  }
  return (
    <BlockStack gap="400">
      <PlotCard
        title={t("channels.title")}
        hint={t("channels.hint")}
        plot={channelPlot(words, own, currency)}
        above={
          <ChoiceButtons
            name="span"
            chosen={String(choice.span)}
            options={["30", "90"].map((value) => ({
              value,
              label: t("channels.days", { count: Number(value), amount: value }),
            }))}
          />
        }
        below={<AsOf at={channels.asOf}>{t("channels.window")}</AsOf>}
      />
      <Banner title={t("channels.proofTitle")} tone="info">
        <Text as="p">{t("channels.proof")}</Text>
      </Banner>
    </BlockStack>
  );
}

function channelPlot(
  { t, format }: Words<"insights">,
  channels: readonly Engagement[],
  currency: string,
): PlotData {
  const told = (key: "visits" | "answers" | "answersWithOrder" | "orders") => ({
    key,
    name: t(`channels.${key}`),
    values: channels.map((channel) => channel[key]),
    mark: "none" as const,
  });
  return {
    kind: "bars",
    placeName: t("channels.channel"),
    places: channels.map(({ channel }) => ({ key: channel, name: t(`channel.${channel}`) })),
    isWhole: true,
    format: format.count,
    series: [
      {
        key: "customers",
        name: t("channels.customers"),
        values: channels.map(({ customers }) => customers),
      },
      {
        key: "customersWithOrder",
        name: t("channels.customersWithOrder"),
        values: channels.map(({ customersWithOrder }) => customersWithOrder),
      },
      told("visits"),
      told("answers"),
      told("answersWithOrder"),
      told("orders"),
      {
        key: "revenue",
        name: t("channels.revenue"),
        values: channels.map(({ revenueMinor }) => revenueMinor),
        mark: "none",
        format: (minor) => format.money(minor, currency),
      },
    ],
  };
}
