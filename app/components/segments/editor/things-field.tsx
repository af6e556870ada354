import { Button, OptionList, Popover } from "@shopify/polaris";
import { useState } from "react";
import { SIGNALS, type Signal } from "../../../pipeline/shared/signals.ts";
import type { Filter, Things } from "../../../pipeline/segment/condition-tree.ts";
import { useWords, type Words } from "../../words/use-words.ts";
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
  const words = useWords("editor");
  const { t } = words;
  const events = useWords("conditions");
  const told = toldThings(words, events, value);
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
            accessibilityLabel={t("things.chosen", { label, things: told })}
            onClick={() => setIsOpen(!isOpen)}
          >
            {told}
          </Button>
        }
      >
        <Popover.Pane maxHeight="24rem">
          <OptionList
            allowMultiple
            selected={value.kind === ORDERS ? [ORDERS] : [...value.signals]}
            sections={[
              {
                title: t("things.orders"),
                options: [{ value: ORDERS, label: t("things.ordersOfShopify") }],
              },
              ...SIGNAL_GROUPS.map((group) => ({
                title: t(`signals.${group.name}`),
                options: group.signals
                  .filter((signal) => signals.includes(signal))
                  .map((signal) => ({ value: signal, label: events.t(`event.${signal}`) })),
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

/** What is chosen, short enough for a button. */
function toldThings(
  { t, format }: Words<"editor">,
  events: Words<"conditions">,
  things: Things,
): string {
  if (things.kind === ORDERS) return events.t("event.order");
  const [first = "", second] = things.signals.map((signal) => events.t(`event.${signal}`));
  if (second === undefined) return first;
  const others = things.signals.length - 1;
  return others === 1
    ? t("things.two", { first, second })
    : t("things.more", { first, count: others, amount: format.count(others) });
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
