import { Banner } from "@shopify/polaris";
import { assertNever } from "../../../pipeline/shared/outcome.ts";
import { pathWords } from "../number-words.ts";
import type { Publishing } from "./use-publish.ts";
import { useScoringWords } from "../scoring-words.ts";

/** What became of publishing, where it did not happen: why, and what can be done about it. */
export function PublishAnswer(props: {
  answer: Publishing | null;
  /** Publishes over the version that somebody else made meanwhile. */
  onOverwrite: (version: number) => void;
}) {
  const { answer, onOverwrite } = props;
  const words = useScoringWords();
  const { t, format } = words;
  if (answer === null) return null;
  switch (answer.outcome) {
    case "changed":
      return null;
    case "unchanged":
      return <Banner tone="info">{t("publish.unchanged")}</Banner>;
    case "stale":
      return (
        <Banner
          tone="warning"
          action={{
            content: t("publish.overwrite"),
            onAction: () => onOverwrite(answer.version),
          }}
        >
          {t("publish.stale", { version: answer.version })}
        </Banner>
      );
    case "invalid":
      return (
        <Banner tone="critical">
          {t("publish.invalid", {
            places: format.list(answer.errors.map(({ path }) => pathWords(words, path))),
          })}
        </Banner>
      );
    case "failed":
      return <Banner tone="critical">{t("publish.failed")}</Banner>;
    default:
      return assertNever(answer);
  }
}
