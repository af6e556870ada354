import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, Box, Text } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import type { ShowNamesOutcome } from "../../../services/read-customer-names.ts";
import { useWords } from "../../words/use-words.ts";
import { useNames } from "./names-context.tsx";

/**
 * What shows customers by name or by id, and what came of it.
 * @param route whose action turns them; without it that of the page
 */
export function useNamesAction(route?: string) {
  const { t } = useWords("customers");
  const shopify = useAppBridge();
  const { isOn, setIsOn } = useNames();
  const fetcher = useFetcher<ShowNamesOutcome>();
  const answer = fetcher.data ?? null;
  const told = useRef<ShowNamesOutcome | null>(null);
  useEffect(() => {
    if (fetcher.state !== "idle" || answer === null || told.current === answer) return;
    told.current = answer;
    if (answer !== "shown" && answer !== "hidden") return;
    setIsOn(answer === "shown");
    shopify.toast.show(t(`names.${answer}`));
  }, [answer, fetcher.state, setIsOn, shopify, t]);
  const turn = (): void => {
    told.current = null;
    fetcher.submit(
      { names: isOn ? "off" : "on" },
      { method: "post", ...(route === undefined ? {} : { action: route }) },
    );
  };
  return {
    answer,
    action: {
      content: isOn ? t("names.hide") : t("names.show"),
      loading: fetcher.state !== "idle",
      onAction: turn,
    },
  };
}

/** Why names cannot be shown, and who can change that. */
export function NamesBanner({ answer }: { answer: ShowNamesOutcome | null }) {
  const { t } = useWords("customers");
  if (answer !== "not-approved" && answer !== "unavailable") return null;
  const isRefused = answer === "not-approved";
  return (
    <Box paddingBlockEnd="400">
      <Banner
        tone="warning"
        title={isRefused ? t("names.notApprovedTitle") : t("names.unavailableTitle")}
      >
        <Text as="p">{isRefused ? t("names.notApproved") : t("names.unavailable")}</Text>
      </Banner>
    </Box>
  );
}
