import { Badge, Banner, BlockStack, InlineStack, Link, ProgressBar, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { Trans } from "react-i18next";
import type { TagWriter } from "../../queries/read-tag-writer.ts";
import { InstantText } from "../format/instant-text.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { describeWriter } from "./describe-writer.ts";
import { tagFailure } from "./tag-failure.ts";

interface Props {
  writer: TagWriter;
  /** What can be done here. */
  children: ReactNode;
  /** Where the rest is set, if elsewhere. */
  settingsUrl?: string;
}

/** Whether tags are written, and how far that is. */
export function WriterCard({ writer, children, settingsUrl }: Props) {
  const words = useWords("activity");
  const { t } = words;
  const { mode, modeAt, problem, prefix } = writer;
  return (
    <SectionCard
      title={t("writer.title")}
      hint={t("writer.hint", { prefix })}
      action={<ModeBadge mode={mode} />}
    >
      <BlockStack gap="300">
        <Text as="p">
          {describeWriter(words, writer).join(" ")}
          {mode !== "writing" && modeAt !== null ? (
            <>
              {" "}
              <Trans
                t={t}
                i18nKey="writer.since"
                components={{ instant: <InstantText at={modeAt} /> }}
              />
            </>
          ) : null}
        </Text>
        {mode === "cleaning" ? <CleaningProgress writer={writer} /> : null}
        {problem === null ? null : <Problem problem={problem} />}
        <InlineStack gap="300" blockAlign="center">
          {children}
          {settingsUrl === undefined ? null : <Link url={settingsUrl}>{t("writer.settings")}</Link>}
        </InlineStack>
      </BlockStack>
    </SectionCard>
  );
}

function Problem({ problem }: { problem: NonNullable<TagWriter["problem"]> }) {
  const words = useWords("activity");
  const { t } = words;
  const { since, nextAt } = problem;
  return (
    <Banner tone="critical" title={t("writer.problem")}>
      <Text as="p">{tagFailure(words, problem)}</Text>
      <Text as="p">
        {nextAt === null ? (
          <Trans
            t={t}
            i18nKey="writer.since"
            components={{ instant: <InstantText at={since} /> }}
          />
        ) : (
          <Trans
            t={t}
            i18nKey="writer.problemTimes"
            components={{ since: <InstantText at={since} />, next: <InstantText at={nextAt} /> }}
          />
        )}
      </Text>
    </Banner>
  );
}

const MODE_TONES = {
  writing: "success",
  paused: "attention",
  cleaning: "attention",
  cleaned: "info",
} as const satisfies Record<TagWriter["mode"], string>;

function ModeBadge({ mode }: { mode: TagWriter["mode"] }) {
  const { t } = useWords("activity");
  return (
    <Badge tone={MODE_TONES[mode]}>
      {mode === "writing" ? t("writer.on") : t(`writer.${mode}`)}
    </Badge>
  );
}

function CleaningProgress({ writer: { toClean, waiting } }: { writer: TagWriter }) {
  const { t, format } = useWords("activity");
  const total = Math.max(toClean ?? 0, waiting);
  const done = total - waiting;
  const customers = t("common:counted.customers", { count: total, amount: format.count(total) });
  return (
    <BlockStack gap="100">
      <ProgressBar
        size="small"
        progress={total === 0 ? 0 : (100 * done) / total}
        ariaLabelledBy="cleaning"
      />
      <Text as="p" variant="bodySm" tone="subdued" id="cleaning">
        {t("writer.progress", { done: format.count(done), customers })}
      </Text>
    </BlockStack>
  );
}
