import { Banner } from "@shopify/polaris";
import type { SegmentAnswer } from "../../../services/change-segment.ts";
import { useWords } from "../../words/use-words.ts";

/** What became of restoring a version. */
export function RestoreBanner({ answer }: { answer: SegmentAnswer }) {
  const { t } = useWords("segments");
  switch (answer.outcome) {
    case "published": {
      const { version, isInForce } = answer;
      return (
        <Banner tone="success">
          {isInForce
            ? t("versions.restored", { version })
            : t("versions.restoredLater", { version })}
        </Banner>
      );
    }
    case "nothing-changed":
      return <Banner tone="info">{t("versions.same")}</Banner>;
    case "stale":
    case "unknown-version":
      return <Banner tone="critical">{t("versions.stale")}</Banner>;
    case "deleted":
    case "unknown-segment":
    case "in-use":
      return null;
    default:
      return <Banner tone="critical">{t("versions.misfit")}</Banner>;
  }
}
