import { Badge, Banner, BlockStack, ProgressBar, Text } from "@shopify/polaris";
import { assertNever } from "../../pipeline/shared/outcome.ts";
import type { TagWriter } from "../../queries/read-tag-writer.ts";
import { formatCount, formatCounted } from "../format/format-number.ts";
import { InstantText } from "../format/instant-text.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { ModeButtons } from "./mode-buttons.tsx";

/** Whether tags are written, how far that is, and the switch. */
export function WriterCard({ writer }: { writer: TagWriter }) {
  const { mode, modeAt, problem } = writer;
  return (
    <SectionCard
      title="Tags in Shopify"
      hint="Only tags under your prefix are touched."
      action={<ModeBadge mode={mode} />}
    >
      <BlockStack gap="300">
        <Text as="p">
          {describe(writer)}
          {mode !== "writing" && modeAt !== null ? (
            <>
              {" "}
              Since <InstantText at={modeAt} />.
            </>
          ) : null}
        </Text>
        {mode === "cleaning" ? <CleaningProgress writer={writer} /> : null}
        {problem === null ? null : (
          <Banner tone="critical" title="Tags are waiting">
            <Text as="p">{problem.reason}</Text>
            <Text as="p">
              Since <InstantText at={problem.since} />
              {problem.nextAt === null ? null : (
                <>
                  . Next try: <InstantText at={problem.nextAt} />
                </>
              )}
              .
            </Text>
          </Banner>
        )}
        <ModeButtons mode={mode} />
      </BlockStack>
    </SectionCard>
  );
}

function ModeBadge({ mode }: { mode: TagWriter["mode"] }) {
  switch (mode) {
    case "writing":
      return <Badge tone="success">On</Badge>;
    case "paused":
      return <Badge tone="attention">Paused</Badge>;
    case "cleaning":
      return <Badge tone="attention">Removing all</Badge>;
    case "cleaned":
      return <Badge>Removed</Badge>;
    default:
      return assertNever(mode);
  }
}

function describe({ mode, carrying, waiting, writesOfDay }: TagWriter): string {
  const carried = `${formatCounted(carrying, "customer")} ${carrying === 1 ? "carries" : "carry"} tags of Kindling.`;
  switch (mode) {
    case "writing":
      return `${carried} ${
        waiting === 0
          ? "No change is waiting."
          : `The tags of ${formatCounted(waiting, "customer")} are on their way.`
      } ${formatCounted(writesOfDay, "change")} in the last 24 hours.`;
    case "paused":
      return `${carried} None is written or removed; ${
        waiting === 0 ? "none waits." : `changes of ${formatCounted(waiting, "customer")} wait.`
      }`;
    case "cleaning":
      return "Every tag of Kindling is being removed from every customer.";
    case "cleaned":
      return carrying === 0
        ? "No customer carries a tag of Kindling, and none is written. You can uninstall without leaving any behind."
        : `${carried} Shopify refused to change them, see below. No tag is written.`;
    default:
      return assertNever(mode);
  }
}

function CleaningProgress({ writer: { toClean, waiting } }: { writer: TagWriter }) {
  const total = Math.max(toClean ?? 0, waiting);
  const done = total - waiting;
  return (
    <BlockStack gap="100">
      <ProgressBar
        size="small"
        progress={total === 0 ? 0 : (100 * done) / total}
        ariaLabelledBy="cleaning"
      />
      <Text as="p" variant="bodySm" tone="subdued" id="cleaning">
        {formatCount(done)} of {formatCounted(total, "customer")} done
      </Text>
    </BlockStack>
  );
}
