import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useState } from "react";
import type { OpenRequest } from "../../queries/read-privacy-requests.ts";
import { saveFile } from "../table/save-file.ts";
import { useWords } from "../words/use-words.ts";
import type { SettingsAnswer } from "./settings-answer.ts";

/**
 * Saves the file of a person who asked for their data, and then marks the request as answered: a file that could not be made
 * leaves it open. Of whom nothing is kept there is no file, and the request is answered by that.
 */
export function useAnswerRequest({
  requestKey,
  customerId,
}: Pick<OpenRequest, "requestKey" | "customerId">) {
  const { t } = useWords("settings");
  const shopify = useAppBridge();
  const { data, state, submit } = useFetcher<SettingsAnswer>();
  const [isLoading, setIsLoading] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const outcome = data?.change === "answer-request" ? data.result.outcome : null;
  useEffect(() => {
    if (outcome !== null) shopify.toast.show(t(`requests.told.${outcome}`));
  }, [outcome, shopify, t]);
  const answer = async (): Promise<void> => {
    setHasFailed(false);
    setIsLoading(true);
    try {
      const whose = customerId ?? "guest";
      const asked = new URLSearchParams({ as: "html", request: requestKey });
      const response = await fetch(`/app/customers/${whose}/file?${asked}`);
      if (!response.ok && response.status !== 404) throw new Error(String(response.status));
      if (response.ok) saveFile(`customer-${whose}.html`, await response.blob());
      submit({ change: "answer-request", requestKey }, { method: "post" });
    } catch {
      setHasFailed(true);
    } finally {
      setIsLoading(false);
    }
  };
  return { answer: () => void answer(), isBusy: isLoading || state !== "idle", hasFailed };
}
