import { Text } from "@shopify/polaris";
import type { PreviewOutcome } from "../../../services/preview-segment.ts";

/** In the place of a preview: what is still missing. */
export function Incomplete({
  answer,
}: {
  answer: Exclude<PreviewOutcome, { outcome: "previewed" }>;
}) {
  return (
    <Text as="p" tone="subdued">
      {reasonOf(answer)}
    </Text>
  );
}

function reasonOf(answer: Exclude<PreviewOutcome, { outcome: "previewed" }>): string {
  switch (answer.outcome) {
    case "not-sound":
      return answer.problems[0]?.message ?? "The condition is not complete.";
    case "unknown-segments":
      return "The condition names a segment that does not exist.";
    case "cycle":
      return "Segments would ask each other in a circle.";
    default:
      return "The condition is not complete.";
  }
}
