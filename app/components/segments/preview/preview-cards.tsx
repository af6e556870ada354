import { memo, type ReactNode } from "react";
import type { SegmentPreview } from "../../../services/preview-segment.ts";
import { SectionCard } from "../../table/section-card.tsx";
import { useWords } from "../../words/use-words.ts";
import { AnswerFrame } from "./answer-frame.tsx";
import { Effects } from "./effects.tsx";
import { Incomplete } from "./incomplete.tsx";
import { Overlaps } from "./overlaps.tsx";
import { RewindCard } from "./rewind-card.tsx";
import { SampleTable } from "./sample-table.tsx";
import type { LivePreview } from "./use-preview.ts";

/** What publishing would do: whom it takes in and why, what it writes, and how large it would have been. */
export const PreviewCards = memo(function PreviewCards(props: {
  live: LivePreview;
  tag: string | null;
}) {
  const { live, tag } = props;
  const { t } = useWords("editor");
  const frame = (
    lines: number,
    show: (preview: SegmentPreview) => ReactNode,
    isFlush = false,
  ): ReactNode => (
    <AnswerFrame live={live.now} lines={lines}>
      {(answer) =>
        answer.outcome === "previewed" ? show(answer) : <Incomplete isFlush={isFlush} />
      }
    </AnswerFrame>
  );
  return (
    <>
      <div className="k-columns" data-ratio="even">
        <SectionCard title={t("preview.effects")}>
          {frame(4, (preview) => (
            <Effects preview={preview} hasTag={tag !== null} />
          ))}
        </SectionCard>
        <SectionCard title={t("overlap.title")} hint={t("overlap.hint")}>
          {frame(4, (preview) => (
            <Overlaps preview={preview} />
          ))}
        </SectionCard>
      </div>
      <SectionCard title={t("sample.title")} hint={t("sample.hint")} isFlush>
        {frame(
          8,
          (preview) => (
            <SampleTable sample={preview.sample} />
          ),
          true,
        )}
      </SectionCard>
      <RewindCard live={live.past} />
    </>
  );
});
