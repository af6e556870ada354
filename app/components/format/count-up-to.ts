import { MOST_COUNTED } from "../../pipeline/shared/most-counted.ts";
import type { Words } from "../words/use-words.ts";

/** A count that ends at MOST_COUNTED: "50,000+" stands for as many or more. */
export const formatUpTo = ({ format }: Pick<Words, "format">, count: number): string =>
  count < MOST_COUNTED ? format.count(count) : `${format.count(MOST_COUNTED)}+`;
