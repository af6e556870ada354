import { Button, ButtonGroup } from "@shopify/polaris";
import { useAddress } from "../frame/use-address.ts";

interface Props {
  /** Where it stands in the address. */
  name: string;
  chosen: string;
  options: readonly { value: string; label: string }[];
}

/** One of a few, kept in the address. */
export function ChoiceButtons({ name, chosen, options }: Props) {
  const { params, choose } = useAddress();
  const current = params.get(name) ?? chosen;
  return (
    <ButtonGroup variant="segmented">
      {options.map(({ value, label }) => (
        <Button
          key={value}
          size="micro"
          pressed={value === current}
          onClick={() => choose(name, value)}
        >
          {label}
        </Button>
      ))}
    </ButtonGroup>
  );
}
