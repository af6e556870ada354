import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Button, InlineError, InlineStack, Text } from "@shopify/polaris";
import type { ExportName } from "../../queries/export/exports.ts";
import { useWords } from "../words/use-words.ts";
import { useExport } from "./use-export.ts";

interface Props {
  /** Which list; its filters and order are those in the page's address. */
  list: ExportName;
  /** Of the file, without its ending. */
  fileName: string;
  /** Besides the page's address: a segment whose handle is no parameter, say. */
  params?: Readonly<Record<string, string>>;
}

/** Saves the list as CSV: all of it, not the page in sight. Says how far it is, and what to do where it stops. */
export function ExportButton(props: Props) {
  const { t, format } = useWords("common");
  const shopify = useAppBridge();
  const onSaved = (records: number): void => {
    shopify.toast.show(t("export.saved", { count: records, amount: format.count(records) }));
  };
  const { state, start, resume, stop } = useExport({ ...props, onSaved });
  const isRunning = state.state === "running";
  return (
    <BlockStack gap="100" inlineAlign="end">
      <InlineStack gap={isRunning ? "200" : "0"} blockAlign="center">
        <span role="status">
          {isRunning ? (
            <Text as="span" tone="subdued">
              {t("export.running", { count: state.records, amount: format.count(state.records) })}
            </Text>
          ) : null}
        </span>
        {isRunning ? (
          <Button onClick={stop}>{t("export.stop")}</Button>
        ) : (
          <Button onClick={state.state === "failed" ? resume : start}>
            {state.state === "failed" ? t("export.resume") : t("export.csv")}
          </Button>
        )}
      </InlineStack>
      {state.state === "failed" ? (
        <InlineError
          fieldID="export"
          message={t("export.failed", {
            count: state.records,
            amount: format.count(state.records),
          })}
        />
      ) : null}
    </BlockStack>
  );
}
