import { Button, OptionList, Popover } from "@shopify/polaris";
import { useState } from "react";
import { SIGNALS, type Signal } from "../../../pipeline/shared/signals.ts";
import type { Filter, Things } from "../../../pipeline/segment/condition-tree.ts";
import { termWords } from "../../scores/ledger-words.ts";
import { FilterList } from "./filter-list.tsx";
import { ordersOnly } from "./new-filter.ts";
import { SIGNAL_GROUPS } from "./signal-groups.ts";

const ORDERS = "orders";

interface Props {
  label: string;
  value: Things;
  onChange: (value: Things) => void;
  /** Without it any signal can be chosen. */
  signals?: readonly Signal[];
}

/** What is counted: orders, or events of some signals, and what they must be about. */
export function ThingsField({ label, value, onChange, signals = SIGNALS }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const choose = (selected: readonly string[]): void => {
    const next = thingsOf(value, selected);
    if (next === null) return;
    onChange(next);
    if (next.kind === ORDERS) setIsOpen(false);
  };
  return (
    <span className="k-line">
      <Popover
        active={isOpen}
        onClose={() => setIsOpen(false)}
        autofocusTarget="first-node"
        activator={
          <Button
            disclosure={isOpen ? "up" : "down"}
            ariaExpanded={isOpen}
            accessibilityLabel={`${label}: ${thingWords(value)}`}
            onClick={() => setIsOpen(!isOpen)}
          >
            {thingWords(value)}
          </Button>
        }
      >
        <Popover.Pane maxHeight="24rem">
          <OptionList
            allowMultiple
            selected={value.kind === ORDERS ? [ORDERS] : [...value.signals]}
            sections={[
              { title: "Orders", options: [{ value: ORDERS, label: "Orders in Shopify" }] },
              ...SIGNAL_GROUPS.map((group) => ({
                title: group.title,
                options: group.signals
                  .filter((signal) => signals.includes(signal))
                  .map((signal) => ({ value: signal, label: termWords(signal) })),
              })).filter(({ options }) => options.length > 0),
            ]}
            onChange={choose}
          />
        </Popover.Pane>
      </Popover>
      <FilterList
        isOfOrders={value.kind === ORDERS}
        value={value.where}
        onChange={(where) => onChange({ ...value, where })}
      />
    </span>
  );
}

export function thingWords(things: Things): string {
  if (things.kind === ORDERS) return "Orders";
  const words = things.signals.map(termWords);
  return words.length <= 2 ? words.join(" or ") : `${words[0] ?? ""} or ${words.length - 1} more`;
}

/** What the newest choice makes of things; null: nothing would be left to count. */
function thingsOf(before: Things, selected: readonly string[]): Things | null {
  const signals = SIGNALS.filter((signal) => selected.includes(signal));
  const wantsOrders = selected.includes(ORDERS) && (before.kind !== ORDERS || signals.length === 0);
  if (wantsOrders) return { kind: ORDERS, where: before.where };
  if (signals.length === 0) return null;
  return { kind: "signals", signals, where: before.where.filter((each) => !isOfOrders(each)) };
}

const isOfOrders = (filter: Filter): boolean => ordersOnly(filter.kind);
