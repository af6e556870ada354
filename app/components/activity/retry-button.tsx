import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Button } from "@shopify/polaris";
import { useEffect } from "react";
import { useWords } from "../words/use-words.ts";
import type { ActivityAnswer } from "./activity-answer.ts";

interface Props {
  /** What the page's action is asked. */
  asked: Record<string, string>;
  children: string;
  /** For those who do not see what it stands beside. */
  label?: string;
}

/** Has something tried again, and says whether there was anything to try. */
export function RetryButton({ asked, children, label = children }: Props) {
  const { t } = useWords("activity");
  const shopify = useAppBridge();
  const { data, state, submit } = useFetcher<ActivityAnswer>();
  useEffect(() => {
    if (data === undefined) return;
    const outcome = data.change === "again" ? data.outcome : data.result.outcome;
    shopify.toast.show(outcome === "nothing-failed" ? t("retry.nothing") : t("retry.began"));
  }, [data, shopify, t]);
  return (
    <Button
      size="slim"
      loading={state !== "idle"}
      accessibilityLabel={label}
      onClick={() => submit(asked, { method: "post" })}
    >
      {children}
    </Button>
  );
}
