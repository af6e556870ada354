import { InlineStack, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useWords } from "../words/use-words.ts";

interface Props {
  /** "70-100"; null: none. */
  range: string | null;
  /** null where both ends are the scale's own. */
  onChange: (range: string | null) => void;
}

/** From how many points to how many. What is typed is taken when the field is left, so that "7" is not asked for on the way to "70". */
export function ScoreRange({ range, onChange }: Props) {
  const { t } = useWords("customers");
  const [given = "0", givenTo = "100"] = (range ?? "0-100").split("-");
  const [from, setFrom] = useState(given);
  const [to, setTo] = useState(givenTo);
  useEffect(() => {
    setFrom(given);
    setTo(givenTo);
  }, [given, givenTo]);
  const take = (): void => {
    const [least, most] = [pointsOf(from, 0), pointsOf(to, 100)];
    const [low, high] = [Math.min(least, most), Math.max(least, most)];
    const next = low === 0 && high === 100 ? null : `${low}-${high}`;
    if (next !== range) onChange(next);
  };
  const shared = { type: "number", min: 0, max: 100, autoComplete: "off", onBlur: take } as const;
  return (
    <InlineStack gap="200" wrap={false}>
      <TextField {...shared} label={t("filter.from")} value={from} onChange={setFrom} />
      <TextField {...shared} label={t("filter.to")} value={to} onChange={setTo} />
    </InlineStack>
  );
}

function pointsOf(text: string, fallback: number): number {
  const points = Math.round(Number(text));
  return text.trim() === "" || Number.isNaN(points) ? fallback : Math.min(100, Math.max(0, points));
}
