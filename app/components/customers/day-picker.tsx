import { Button, InlineStack, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useAddress } from "../frame/use-address.ts";
import { useWords } from "../words/use-words.ts";

/** Which day's scores are shown: in the address as `on`, a day of UTC, and none for now. */
export function DayPicker({ today }: { today: string }) {
  const { t } = useWords("scores");
  const { params, choose, chooseAll } = useAddress();
  const asked = params.get("on") ?? "";
  const [typed, setTyped] = useState(asked);
  useEffect(() => setTyped(asked), [asked]);
  const take = (day: string): void => {
    setTyped(day);
    // While a date is typed by hand its year goes through 0002, 0020, 0202.
    if (/^[12]\d{3}-/.test(day)) choose("on", day);
  };
  return (
    <InlineStack gap="200" blockAlign="center">
      <TextField
        label={t("scores.dayLabel")}
        labelHidden
        prefix={t("scores.dayPrefix")}
        type="date"
        value={typed}
        max={today}
        onChange={take}
        autoComplete="off"
      />
      {asked === "" ? null : (
        <Button onClick={() => chooseAll({ on: null })}>{t("scores.now")}</Button>
      )}
    </InlineStack>
  );
}
