import { SkeletonBodyText } from "@shopify/polaris";
import { lazy, memo, Suspense } from "react";
import type { RewindOutcome } from "../../../services/rewind-segment.ts";
import { useRest } from "../../frame/use-rest.ts";
import { usePlotSwitch } from "../../plot/use-plot-switch.tsx";
import { SectionCard } from "../../table/section-card.tsx";
import { useWords } from "../../words/use-words.ts";
import { AnswerFrame } from "./answer-frame.tsx";
import type { LiveAnswer } from "./use-answer.ts";

/** Far below what is seen first: the page comes alive without plots. */
const RewindAnswer = lazy(async () => ({
  default: (await import("./rewind-answer.tsx")).RewindAnswer,
}));

const LINES = 7;

/** How many customers would have been in a segment on each of the last days, with a table of the same numbers. */
export const RewindCard = memo(function RewindCard({ live }: { live: LiveAnswer<RewindOutcome> }) {
  const { t } = useWords("editor");
  const { isTable, button } = usePlotSwitch();
  const isTime = useRest();
  const waiting = <SkeletonBodyText lines={LINES} />;
  return (
    <SectionCard title={t("rewind.title")} hint={t("rewind.hint")} action={button}>
      <div className="k-rewind">
        <AnswerFrame live={live} lines={LINES}>
          {(answer) =>
            isTime ? (
              <Suspense fallback={waiting}>
                <RewindAnswer answer={answer} title={t("rewind.title")} isTable={isTable} />
              </Suspense>
            ) : (
              waiting
            )
          }
        </AnswerFrame>
      </div>
    </SectionCard>
  );
});
