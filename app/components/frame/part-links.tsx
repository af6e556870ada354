import { Link } from "@remix-run/react";
import { useAddress } from "./use-address.ts";

interface Props<Part extends string> {
  /** Read out before the parts: of what they are. */
  label: string;
  /** Where the chosen part stands in the address. */
  name: string;
  parts: readonly Part[];
  chosen: Part;
  wordsOf: (part: Part) => string;
}

/**
 * The parts of a page, each with an address of its own. Links, not a widget: they work before anything is loaded, and on a
 * phone they go on in a second line instead of out of sight.
 */
export function PartLinks<Part extends string>(props: Props<Part>) {
  const { label, name, parts, chosen, wordsOf } = props;
  const { href } = useAddress();
  return (
    <nav aria-label={label} className="k-parts">
      {parts.map((part) => (
        <Link
          key={part}
          to={href({ [name]: part })}
          preventScrollReset
          aria-current={part === chosen ? "page" : undefined}
        >
          {wordsOf(part)}
        </Link>
      ))}
    </nav>
  );
}
