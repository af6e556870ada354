import type { RfmGroup } from "../../../../pipeline/score/rfm-groups.ts";
import { GROUP_WORDS } from "../../../customers/rfm-words.ts";
import { PickMany } from "../pick-many.tsx";
import type { RowProps } from "./row-props.ts";

export function RfmGroupRow({ atom, onChange }: RowProps<"rfm-group">) {
  return (
    <>
      <span>RFM group is one of</span>
      <PickMany
        label="RFM groups"
        chosen={atom.groups}
        options={GROUPS.map((group) => ({ value: group, label: GROUP_WORDS[group].label }))}
        onChange={(chosen) =>
          onChange({ ...atom, groups: GROUPS.filter((group) => chosen.includes(group)) })
        }
      />
    </>
  );
}

const isGroup = (name: string): name is RfmGroup => Object.hasOwn(GROUP_WORDS, name);

const GROUPS = Object.keys(GROUP_WORDS).filter(isGroup);
