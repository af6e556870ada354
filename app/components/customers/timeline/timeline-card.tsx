import { Badge, Box, InlineStack, Link, Select, Text } from "@shopify/polaris";
import type { Timeline, TimelineEvent, Visit } from "../../../queries/read-timeline.ts";
import type { TimelineChannel } from "../../../queries/timeline-channels.ts";
import { useAddress } from "../../frame/use-address.ts";
import { termName, trustName } from "../../scores/ledger-words.ts";
import { CursorPages } from "../../table/cursor-pages.tsx";
import { SectionCard } from "../../table/section-card.tsx";
import { useWords } from "../../words/use-words.ts";
import { describeVisit } from "./describe-visit.ts";

const CHANNELS = [
  "store",
  "checkout",
  "orders",
  "email",
  "sms",
  "social",
  "ads",
  "app",
] as const satisfies TimelineChannel[];

/** What a person did over all channels, visit by visit, the newest first. */
export function TimelineCard({ timeline }: { timeline: Timeline }) {
  const { t } = useWords("customers");
  const { params, chooseAll } = useAddress();
  const { visits, next, previous } = timeline;
  return (
    <SectionCard
      title={t("timeline.title")}
      hint={t("timeline.hint")}
      action={
        <Select
          label={t("timeline.channel")}
          labelHidden
          options={[
            { value: "", label: t("timeline.all") },
            ...CHANNELS.map((channel) => ({ value: channel, label: t(`channel.${channel}`) })),
          ]}
          value={params.get("channel") ?? ""}
          onChange={(value) =>
            chooseAll({ channel: value === "" ? null : value, after: null, before: null })
          }
        />
      }
      isFlush
    >
      {visits.length === 0 ? (
        <Box padding="400" paddingBlockStart="0">
          <Text as="p" tone="subdued">
            {t("timeline.empty")}
          </Text>
        </Box>
      ) : (
        <ol className="k-timeline">
          {visits.map((visit) => (
            <li key={visit.events[0]?.key}>
              <VisitItem visit={visit} />
            </li>
          ))}
        </ol>
      )}
      <CursorPages next={next} previous={previous} list={t("timeline.title")} />
    </SectionCard>
  );
}

function VisitItem({ visit }: { visit: Visit }) {
  const words = useWords("customers");
  return (
    <>
      <Text as="h3" variant="headingSm">
        {words.format.date(visit.to)}
        <Text as="span" tone="subdued" fontWeight="regular">
          {` · ${describeVisit(words, visit)}`}
        </Text>
      </Text>
      <ul>
        {visit.events.map((event) => (
          <EventItem key={event.key} event={event} />
        ))}
      </ul>
    </>
  );
}

function EventItem({ event }: { event: TimelineEvent }) {
  const { format } = useWords("customers");
  const scores = useWords("scores");
  const { signal, trust, at, thing, orderId, amountMinor, currency } = event;
  const trusted = trustName(scores, trust);
  return (
    <li>
      <time dateTime={new Date(at).toISOString()} title={format.dateTime(at)}>
        {format.clock(at)}
      </time>
      <InlineStack gap="150" blockAlign="center">
        <Text as="span" fontWeight="medium">
          {termName(scores, signal)}
        </Text>
        {thing === null ? null : <span className="k-break">{thing}</span>}
        {orderId === null ? null : (
          <Link url={`shopify://admin/orders/${orderId}`} target="_top" removeUnderline>
            {orderId}
          </Link>
        )}
        {amountMinor === null || currency === null ? null : (
          <span>{format.money(amountMinor, currency)}</span>
        )}
        {trusted === null ? null : <Badge size="small">{trusted}</Badge>}
      </InlineStack>
    </li>
  );
}
