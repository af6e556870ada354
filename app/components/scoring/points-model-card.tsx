import { BlockStack, Box, Text } from "@shopify/polaris";
import type { DampenerRule, PointsModel, SignalRule } from "../../pipeline/score/model.ts";
import { termWords } from "../scores/ledger-words.ts";
import { SCORE_WORDS } from "../scores/score-words.ts";
import { ResponsiveTable, type Column } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { shareWords, spanWords } from "./number-words.ts";

type Rule = SignalRule & { signal: string };
type Taker = DampenerRule & { signal: string };

/** The numbers of a score that is made of signals, group by group. */
export function PointsModelCard(props: { score: "intent" | "engagement"; model: PointsModel }) {
  const { score, model } = props;
  const { label, meaning } = SCORE_WORDS[score];
  const rules = Object.entries(model.signals).map(([signal, rule]) => ({ ...rule, signal }));
  const takers = Object.entries(model.dampeners).map(([signal, rule]) => ({ ...rule, signal }));
  return (
    <SectionCard title={label} hint={meaning} isFlush>
      <BlockStack gap="400">
        {Object.entries(model.groupCaps).map(([group, cap]) => (
          <GroupRules
            key={group}
            caption={`${label}: ${group}`}
            group={group}
            cap={cap}
            rules={rules.filter((rule) => rule.group === group)}
          />
        ))}
        {takers.length === 0 ? null : (
          <Takers caption={`${label}: what takes away`} takers={takers} />
        )}
      </BlockStack>
    </SectionCard>
  );
}

function GroupRules(props: {
  caption: string;
  group: string;
  cap: number;
  rules: readonly Rule[];
}) {
  const { caption, group, cap, rules } = props;
  const hasWindows = rules.some((rule) => rule.windowMs !== undefined);
  return (
    <div>
      <RulesHeading title={group} hint={`At most ${cap} points together`} />
      {rules.length === 0 ? null : (
        <ResponsiveTable
          caption={caption}
          rows={rules}
          rowKey={(rule) => rule.signal}
          columns={[...RULE_COLUMNS, ...(hasWindows ? [WINDOW_COLUMN] : [])]}
        />
      )}
    </div>
  );
}

const RULE_COLUMNS: Column<Rule>[] = [
  { header: "Signal", cell: (rule) => termWords(rule.signal) },
  { header: "Points", cell: (rule) => String(rule.weight), isNumeric: true },
  { header: "Half-life", cell: (rule) => spanWords(rule.halfLifeMs), isNumeric: true },
  { header: "At most a day", cell: (rule) => String(rule.dailyCap), isNumeric: true },
];

const WINDOW_COLUMN: Column<Rule> = {
  header: "Counts for",
  cell: (rule) => (rule.windowMs === undefined ? "always" : spanWords(rule.windowMs)),
  isNumeric: true,
};

function Takers({ caption, takers }: { caption: string; takers: readonly Taker[] }) {
  return (
    <div>
      <RulesHeading
        title="What takes away"
        hint="A share of what its groups had earned before it, for good"
      />
      <ResponsiveTable
        caption={caption}
        rows={takers}
        rowKey={(rule) => rule.signal}
        columns={[
          { header: "Signal", cell: (rule) => termWords(rule.signal) },
          { header: "Takes", cell: (rule) => shareWords(rule.share), isNumeric: true },
          { header: "From", cell: (rule) => rule.groups.join(", ") },
          {
            header: "As far back as",
            cell: (rule) => (rule.reachMs === undefined ? "all" : spanWords(rule.reachMs)),
            isNumeric: true,
          },
          { header: "At most a day", cell: (rule) => String(rule.dailyCap), isNumeric: true },
        ]}
      />
    </div>
  );
}

function RulesHeading({ title, hint }: { title: string; hint: string }) {
  return (
    <Box paddingInline="400" paddingBlockEnd="200">
      <Text as="h3" variant="headingSm">
        {`${title.charAt(0).toUpperCase()}${title.slice(1)}`}
      </Text>
      <Text as="p" tone="subdued">
        {hint}
      </Text>
    </Box>
  );
}
