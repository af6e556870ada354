import type { Format } from "../format/create-format.ts";

/** A number as the merchant's locale writes it, with the decimals that it has and no others: "1,200", "0.5". */
export function plainNumber(format: Format, value: number): string {
  const decimals = String(value).split(".")[1]?.length ?? 0;
  return format.decimal(value, decimals);
}
