import { useEditorShop } from "./editor-context.tsx";
import { NumberField } from "./number-field.tsx";

/** Far above any price, far below where minor units would lose digits. */
const MOST = 1_000_000_000;

/** An amount in the shop's currency, in its major unit. */
export function AmountField(props: {
  label: string;
  value: number;
  onChange: (value: number) => void;
}) {
  const { currency } = useEditorShop();
  return <NumberField {...props} least={0} most={MOST} suffix={currency} />;
}
