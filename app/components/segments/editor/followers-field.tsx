import { Button } from "@shopify/polaris";
import { PlusIcon, XSmallIcon } from "@shopify/polaris-icons";
import type { Things } from "../../../pipeline/segment/condition-tree.ts";
import { useWords } from "../../words/use-words.ts";
import { ThingsField } from "./things-field.tsx";

/** What may have followed a moment: any of several things. */
export function FollowersField(props: {
  value: readonly Things[];
  onChange: (value: Things[]) => void;
}) {
  const { value, onChange } = props;
  const { t } = useWords("editor");
  return (
    <>
      {value.map((things, index) => (
        <span key={index} className="k-line">
          {index > 0 ? <span>{t("sequence.or")}</span> : null}
          <ThingsField
            label={t("sequence.what")}
            value={things}
            onChange={(next) => onChange(value.with(index, next))}
          />
          {value.length > 1 ? (
            <Button
              variant="tertiary"
              icon={XSmallIcon}
              accessibilityLabel={t("sequence.remove", { number: index + 1 })}
              onClick={() => onChange(value.toSpliced(index, 1))}
            />
          ) : null}
        </span>
      ))}
      <Button
        variant="tertiary"
        icon={PlusIcon}
        accessibilityLabel={t("sequence.add")}
        onClick={() => onChange([...value, { kind: "orders", where: [] }])}
      />
    </>
  );
}
