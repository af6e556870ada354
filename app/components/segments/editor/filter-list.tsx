import { ActionList, Button, Popover } from "@shopify/polaris";
import { FilterIcon, XSmallIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import type { Filter } from "../../../pipeline/segment/condition-tree.ts";
import { useWords } from "../../words/use-words.ts";
import { FilterField } from "./filter-field.tsx";
import { FILTER_KINDS, newFilter, ordersOnly } from "./new-filter.ts";

/** What the counted things must be about: all filters must hold. */
export function FilterList(props: {
  isOfOrders: boolean;
  value: readonly Filter[];
  onChange: (value: Filter[]) => void;
}) {
  const { isOfOrders, value, onChange } = props;
  const { t } = useWords("editor");
  const [isOpen, setIsOpen] = useState(false);
  const kinds = FILTER_KINDS.filter(
    (kind) => (isOfOrders || !ordersOnly(kind)) && !value.some((filter) => filter.kind === kind),
  );
  return (
    <>
      {value.map((filter, index) => (
        <span key={`${index} ${filter.kind}`} className="k-line k-filter">
          <FilterField value={filter} onChange={(next) => onChange(value.with(index, next))} />
          <Button
            variant="tertiary"
            icon={XSmallIcon}
            accessibilityLabel={t("filter.remove", { filter: t(`filter.kind.${filter.kind}`) })}
            onClick={() => onChange(value.toSpliced(index, 1))}
          />
        </span>
      ))}
      {kinds.length === 0 ? null : (
        <Popover
          active={isOpen}
          onClose={() => setIsOpen(false)}
          autofocusTarget="first-node"
          activator={
            <Button
              variant="tertiary"
              icon={FilterIcon}
              ariaExpanded={isOpen}
              accessibilityLabel={t("filter.add")}
              onClick={() => setIsOpen(!isOpen)}
            />
          }
        >
          <ActionList
            actionRole="menuitem"
            items={kinds.map((kind) => ({
              content: t("filter.only", { filter: t(`filter.kind.${kind}`) }),
              onAction: () => {
                setIsOpen(false);
                onChange([...value, newFilter(kind)]);
              },
            }))}
          />
        </Popover>
      )}
    </>
  );
}
