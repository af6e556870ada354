import { useLocation, useNavigate } from "@remix-run/react";
import { Button, InlineStack, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useAddress } from "../frame/use-address.ts";

/** Which day's scores are shown: in the address as `on`, a day of UTC, and none for now. */
export function DayPicker({ today }: { today: string }) {
  const { params, choose } = useAddress();
  const { pathname } = useLocation();
  const navigate = useNavigate();
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
        label="Scores at the end of the day (UTC)"
        labelHidden
        prefix="As of"
        type="date"
        value={typed}
        max={today}
        onChange={take}
        autoComplete="off"
      />
      {asked === "" ? null : (
        <Button onClick={() => navigate(pathname, { preventScrollReset: true })}>Now</Button>
      )}
    </InlineStack>
  );
}
