import type { RfmGroup } from "../../../../pipeline/shared/rfm-group-names.ts";
import { useWords } from "../../../words/use-words.ts";
import { optionsOf } from "../option-words.ts";
import { PickMany } from "../pick-many.tsx";
import { RowWords } from "../row-words.tsx";
import type { RowProps } from "./row-props.ts";

/** All groups, the best first: the compiler asks for one that is missing. */
const PLACES: Record<RfmGroup, number> = {
  champions: 1,
  loyal: 2,
  "potential-loyalists": 3,
  new: 4,
  promising: 5,
  "needs-attention": 6,
  "about-to-sleep": 7,
  "cannot-lose": 8,
  "at-risk": 9,
  hibernating: 10,
  lost: 11,
};
const isGroup = (name: string): name is RfmGroup => Object.hasOwn(PLACES, name);
const GROUPS = Object.keys(PLACES).filter(isGroup);

export function RfmGroupRow({ atom, onChange }: RowProps<"rfm-group">) {
  const { t } = useWords("editor");
  return (
    <RowWords
      row="rfmGroup"
      fields={{
        groups: (
          <PickMany
            label={t("rfm.groups")}
            chosen={atom.groups}
            options={optionsOf(GROUPS, (group) => t(`common:rfm.${group}`))}
            onChange={(chosen) =>
              onChange({ ...atom, groups: GROUPS.filter((group) => chosen.includes(group)) })
            }
          />
        ),
      }}
    />
  );
}
