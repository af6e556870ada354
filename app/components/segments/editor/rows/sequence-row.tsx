import type { Duration } from "../../../../pipeline/segment/condition-tree.ts";
import { useWords } from "../../../words/use-words.ts";
import { Choice } from "../choice.tsx";
import { DurationField } from "../duration-field.tsx";
import { FollowersField } from "../followers-field.tsx";
import { MomentField } from "../moment-field.tsx";
import { optionsOf } from "../option-words.ts";
import { RowWords } from "../row-words.tsx";
import type { RowProps } from "./row-props.ts";

const FIRST_WITHIN: Duration = { kind: "fixed", ms: 4 * 3_600_000 };

export function SequenceRow({ atom, onChange }: RowProps<"sequence">) {
  const { t } = useWords("editor");
  const { by, within } = atom;
  return (
    <RowWords
      row="sequence"
      fields={{
        moment: (
          <MomentField value={atom.moment} onChange={(moment) => onChange({ ...atom, moment })} />
        ),
        followed: (
          <Choice
            label={t("sequence.whether")}
            value={atom.followed}
            options={optionsOf(["some", "none"] as const, (each) => t(`sequence.${each}`))}
            onChange={(followed) => onChange({ ...atom, followed })}
          />
        ),
        things: <FollowersField value={by} onChange={(next) => onChange({ ...atom, by: next })} />,
        when: (
          <>
            <Choice
              label={t("sequence.byWhen")}
              value={within === null ? "now" : "within"}
              options={optionsOf(["now", "within"] as const, (each) => t(`sequence.by.${each}`))}
              onChange={(when) =>
                onChange({ ...atom, within: when === "now" ? null : FIRST_WITHIN })
              }
            />
            {within === null ? null : (
              <DurationField
                label={t("sequence.within")}
                value={within}
                onChange={(next) => onChange({ ...atom, within: next })}
              />
            )}
          </>
        ),
      }}
    />
  );
}
