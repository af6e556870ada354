import { Avatar } from "@shopify/polaris";
import { useCustomerName, useNames } from "./names-context.tsx";

/** The initials of a customer, where names are shown. A picture would tell whoever keeps it who is being looked at. */
export function CustomerAvatar({ customerId }: { customerId: string }) {
  const { isOn } = useNames();
  const name = useCustomerName(customerId);
  if (!isOn) return null;
  return (
    <span aria-hidden="true">
      {name === null ? (
        <Avatar customer size="sm" />
      ) : (
        <Avatar initials={initialsOf(name)} size="sm" />
      )}
    </span>
  );
}

/** The first letters of the first and the last word. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== "");
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => [...(word ?? "")][0]?.toLocaleUpperCase() ?? "").join("");
}
