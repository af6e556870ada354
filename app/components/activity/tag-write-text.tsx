import { Badge, InlineStack, Text } from "@shopify/polaris";
import { Trans } from "react-i18next";
import type { ActivityWhat } from "../../queries/activity-entry.ts";
import { sayKeptReason } from "../segments/say-reason.ts";
import { useWords } from "../words/use-words.ts";
import { SegmentLink } from "./describe-entry.tsx";

type TagWrite = Extract<ActivityWhat, { type: "tag-write" }>;

/** The tags that were written, as badges that say so without their color. */
export function TagBadges({ write: { added, removed } }: { write: TagWrite }) {
  const { t } = useWords("activity");
  return (
    <InlineStack gap="100">
      {added.map((tag) => (
        <Badge key={`+${tag}`} tone="success">
          {t("tag.added", { tag })}
        </Badge>
      ))}
      {removed.map((tag) => (
        <Badge key={`-${tag}`}>{t("tag.removed", { tag })}</Badge>
      ))}
    </InlineStack>
  );
}

/** Why they were. */
export function TagReason({ write: { cause, repaired, segment } }: { write: TagWrite }) {
  const { t, format } = useWords("activity");
  const words = useWords("conditions");
  if (cause === "cleaning") return t("why.cleaning");
  if (cause === "prefix") return t("why.prefix");
  if (repaired.length > 0) return t("why.repaired", { tags: format.list(repaired) });
  if (segment === null) return t("why.memberships");
  const { handle, name } = segment;
  const reason = sayKeptReason(words, segment.reason);
  return (
    <Text as="span">
      <Trans
        t={t}
        i18nKey={segment.entered ? "why.entered" : "why.left"}
        values={{ name, reason }}
        components={{ segment: <SegmentLink handle={handle} /> }}
      />
    </Text>
  );
}
