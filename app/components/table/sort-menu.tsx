import { Select } from "@shopify/polaris";
import type { Direction, Sort } from "../../queries/sort.ts";
import { useAddress } from "../frame/use-address.ts";
import { useWords } from "../words/use-words.ts";
import { sortChoices, type SortableColumn } from "./sort-header.tsx";

/** The same choice as the heads of columns, for phones, where tables are lists and have no heads. */
export function SortMenu({ columns, sort }: { columns: readonly SortableColumn[]; sort: Sort }) {
  const { t } = useWords("common");
  const { chooseAll } = useAddress();
  const options = columns.flatMap(({ header, by, first }) => {
    const directions: Direction[] = first === "asc" ? ["asc", "desc"] : ["desc", "asc"];
    return directions.map((direction) => ({
      value: `${by} ${direction}`,
      label: t(`table.${direction}`, { column: header }),
    }));
  });
  return (
    <div className="k-sort-menu">
      <Select
        label={t("table.sortBy")}
        labelInline
        options={options}
        value={`${sort.by} ${sort.direction}`}
        onChange={(value) => {
          const [by = "", direction] = value.split(" ");
          chooseAll(sortChoices(by, direction === "asc" ? "asc" : "desc"));
        }}
      />
    </div>
  );
}
