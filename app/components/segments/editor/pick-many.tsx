import {
  BlockStack,
  Box,
  Button,
  OptionList,
  Popover,
  Tag,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import { useWords } from "../../words/use-words.ts";

export interface PickOption {
  value: string;
  label: string;
}

interface Props {
  /** What is chosen, in the plural: "Collections". */
  label: string;
  chosen: readonly string[];
  options: readonly PickOption[];
  onChange: (chosen: string[]) => void;
  /** How a chosen value reads of which no option is there. */
  nameOf?: (value: string) => string;
  /** Asks for options that fit; without it those there are are looked through. */
  onSearch?: (text: string) => void;
  /** Whether what is typed can be chosen as it is, and what it must look like. */
  typed?: { pattern: RegExp; add: (text: string) => string };
}

/** A list longer than this is no list to read: one more letter shortens it. */
const MOST_SHOWN = 60;

/** Several values of many: chosen ones as tags, the others behind a button, to look through and to search. */
export function PickMany(props: Props) {
  const { label, chosen, options, onChange, onSearch, typed, nameOf = (value) => value } = props;
  const { t } = useWords("editor");
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState("");
  const labels = new Map(options.map((option) => [option.value, option.label]));
  const nameOfValue = (value: string): string => labels.get(value) ?? nameOf(value);
  const wanted = text.trim().toLowerCase();
  const fitting = options.filter((option) => option.label.toLowerCase().includes(wanted));
  const own = text.trim();
  const canAdd = typed?.pattern.test(own) === true && !chosen.includes(own) && !labels.has(own);
  const add = (): void => {
    onChange([...chosen, own]);
    setText("");
  };
  return (
    <span className="k-line" role="group" aria-label={label}>
      {chosen.map((value) => (
        <Tag key={value} onRemove={() => onChange(chosen.filter((each) => each !== value))}>
          {nameOfValue(value)}
        </Tag>
      ))}
      <Popover
        active={isOpen}
        onClose={() => setIsOpen(false)}
        autofocusTarget="first-node"
        activator={
          <Button
            size="slim"
            disclosure={isOpen ? "up" : "down"}
            ariaExpanded={isOpen}
            accessibilityLabel={t("pick.choose", { label })}
            onClick={() => setIsOpen(!isOpen)}
          >
            {chosen.length === 0 ? label : t("pick.add")}
          </Button>
        }
      >
        <Box padding="300" minWidth="16rem" maxWidth="20rem">
          <BlockStack gap="200">
            <TextField
              label={t("pick.searchIn", { label })}
              labelHidden
              placeholder={t("pick.search")}
              autoComplete="off"
              value={text}
              onChange={(next) => {
                setText(next);
                onSearch?.(next);
              }}
            />
            {canAdd ? <Button onClick={add}>{typed?.add(own) ?? ""}</Button> : null}
            {fitting.length > 0 ? (
              <OptionList
                allowMultiple
                selected={[...chosen]}
                options={fitting.slice(0, MOST_SHOWN)}
                onChange={(selected) =>
                  onChange([
                    ...chosen.filter((value) => selected.includes(value) || !isShown(value)),
                    ...selected.filter((value) => !chosen.includes(value)),
                  ])
                }
              />
            ) : canAdd ? null : (
              <Text as="p" tone="subdued">
                {t("pick.nothing")}
              </Text>
            )}
          </BlockStack>
        </Box>
      </Popover>
    </span>
  );

  function isShown(value: string): boolean {
    return fitting.slice(0, MOST_SHOWN).some((option) => option.value === value);
  }
}
