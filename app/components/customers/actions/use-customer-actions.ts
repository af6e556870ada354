import { useFetcher, useNavigate } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useRef, useState } from "react";
import type { CustomerChangeOutcome } from "../../../services/change-customer.ts";
import { saveFile } from "../../table/save-file.ts";
import { useWords } from "../../words/use-words.ts";
import { describeAnswer } from "./describe-answer.ts";

export type Asking = "exclude" | "erase" | null;

/** What can be done with one customer, and what came of it: a toast where it went well, a banner where it did not. */
export function useCustomerActions({ customerId }: { customerId: string }) {
  const words = useWords("customers");
  const { t } = words;
  const shopify = useAppBridge();
  const navigate = useNavigate();
  const fetcher = useFetcher<CustomerChangeOutcome>();
  const [asking, setAsking] = useState<Asking>(null);
  const [fileFailed, setFileFailed] = useState(false);
  const told = useRef<CustomerChangeOutcome | undefined>(undefined);
  const { data, state } = fetcher;

  useEffect(() => {
    if (state !== "idle" || data === undefined || told.current === data) return;
    told.current = data;
    setAsking(null);
    const { isDone, text } = describeAnswer(words, data);
    if (isDone) shopify.toast.show(text);
    if (data.change === "erase" && isDone) navigate("/app/customers");
  }, [data, state, words, shopify, navigate]);

  const order = (change: string): void => {
    setFileFailed(false);
    fetcher.submit({ change }, { method: "post" });
  };
  const exportFile = async (as: "json" | "html"): Promise<void> => {
    setFileFailed(false);
    try {
      const response = await fetch(`/app/customers/${customerId}/file?as=${as}`);
      if (!response.ok) throw new Error(`answered with ${response.status}`);
      saveFile(`customer-${customerId}.${as}`, await response.blob());
      shopify.toast.show(t("action.exported"));
    } catch {
      setFileFailed(true);
    }
  };
  const refused =
    data === undefined || state !== "idle" || describeAnswer(words, data).isDone
      ? null
      : describeAnswer(words, data).text;
  return {
    asking,
    ask: setAsking,
    isBusy: state !== "idle",
    order,
    exportFile: (as: "json" | "html") => void exportFile(as),
    /** Why the last order was not carried out; null: it was, or there was none. */
    trouble: fileFailed ? t("action.exportFailed") : refused,
  };
}
