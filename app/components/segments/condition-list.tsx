import { Text } from "@shopify/polaris";
import { memo } from "react";
import type { Condition } from "../../pipeline/segment/condition-tree.ts";
import { useWords } from "../words/use-words.ts";
import { describeCondition, type ConditionWords } from "./describe-condition.ts";

/** A segment's condition in words, nested as it is. */
export const ConditionList = memo(function ConditionList(props: { condition: Condition }) {
  return <Described described={describeCondition(useWords("conditions"), props.condition)} />;
});

function Described({ described }: { described: ConditionWords }) {
  const { t } = useWords("conditions");
  const { text, parts } = described;
  if (parts.length === 0) return <Text as="span">{text}</Text>;
  return (
    <>
      <Text as="span">{t("tree.heading", { heading: text })}</Text>
      <ul className="k-condition">
        {parts.map((part, index) => (
          <li key={index}>
            <Described described={part} />
          </li>
        ))}
      </ul>
    </>
  );
}
