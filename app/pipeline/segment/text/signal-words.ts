import { SIGNALS } from "../../shared/signals.ts";
import type { Signal } from "../../shared/signals.ts";
import type { Vocabulary } from "./words.ts";

const ORDER_WORD = {
  text: "order",
  is: "order",
  help: "signal.order",
  also: ["orders"],
} as const;

/** For what is of orders alone. */
export const ORDER: Vocabulary<"order"> = { what: "order", words: [ORDER_WORD] };

/** Everything that can be counted, summed or be a moment: orders as Shopify's records have them, and signals. */
export const THINGS: Vocabulary<Signal | "order"> = {
  what: "thing",
  words: [
    ORDER_WORD,
    ...SIGNALS.map((signal) => ({ text: signal, is: signal, help: `signal.${signal}` as const })),
  ],
};
