import { Text } from "@shopify/polaris";
import type { Condition } from "../../pipeline/segment/condition-tree.ts";
import { describeCondition, type ConditionWords } from "./describe-condition.ts";

/** A segment's condition in words, nested as it is. */
export function ConditionList({ condition }: { condition: Condition }) {
  return <Words words={describeCondition(condition)} />;
}

function Words({ words }: { words: ConditionWords }) {
  return (
    <>
      <Text as="span">{words.parts.length > 0 ? `${words.text}:` : words.text}</Text>
      {words.parts.length > 0 ? (
        <ul className="k-condition">
          {words.parts.map((part, index) => (
            <li key={index}>
              <Words words={part} />
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
