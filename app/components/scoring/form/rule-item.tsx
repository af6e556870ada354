import { Badge, Button, Collapsible, InlineStack, Text } from "@shopify/polaris";
import { ChevronDownIcon, ChevronUpIcon } from "@shopify/polaris-icons";
import { useId, useState, type ReactNode } from "react";
import { numberAt } from "../model-numbers.ts";
import { useModelForm } from "./form-context.tsx";
import { useScoringWords } from "../scoring-words.ts";

/** One rule of a score: what it says in a sentence, and its numbers where they are opened. */
export function RuleItem(props: {
  title: string;
  sentence: string;
  /** Of its numbers. */
  paths: readonly string[];
  children: ReactNode;
}) {
  const { title, sentence, paths, children } = props;
  const { t } = useScoringWords();
  const { draft, inForce, refused } = useModelForm();
  const [isOpened, setIsOpened] = useState(false);
  const id = useId();
  const isWrong = paths.some((path) => path in draft.typed || refused.has(path));
  const isChanged = paths.some((path) => numberAt(draft.model, path) !== numberAt(inForce, path));
  const isOpen = isOpened || isWrong;
  return (
    <li className="k-rule" data-open={isOpen || undefined}>
      <div className="k-rule-head">
        <div className="k-shrink">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h4" variant="bodyMd" fontWeight="medium">
              {title}
            </Text>
            {isChanged ? (
              <Badge size="small" tone="attention">
                {t("form.changed")}
              </Badge>
            ) : null}
          </InlineStack>
          <Text as="p" variant="bodySm" tone="subdued">
            {sentence}
          </Text>
        </div>
        <Button
          variant="tertiary"
          icon={isOpen ? ChevronUpIcon : ChevronDownIcon}
          ariaExpanded={isOpen}
          ariaControls={id}
          disabled={isWrong}
          accessibilityLabel={t(isOpen ? "form.closeRule" : "form.openRule", { rule: title })}
          onClick={() => setIsOpened(!isOpened)}
        />
      </div>
      <Collapsible id={id} open={isOpen}>
        {isOpen ? <div className="k-rule-fields">{children}</div> : null}
      </Collapsible>
    </li>
  );
}
