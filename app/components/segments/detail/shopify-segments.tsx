import { Button, InlineStack, Link, SkeletonBodyText, Text } from "@shopify/polaris";
import { Fragment, useEffect, useState } from "react";
import type { ShopifySegments } from "../../../services/read-shopify-segments.ts";
import { postJson } from "../../live/post-json.ts";
import { useWords } from "../../words/use-words.ts";

/**
 * The segments of Shopify that ask for the tag, asked of Shopify when they are shown.
 * @param props.tag as customers carry it
 */
export function ShopifySegmentsOf({ tag }: { tag: string }) {
  const { t } = useWords("segments");
  const [answer, setAnswer] = useState<ShopifySegments | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    const ask = async (): Promise<void> => {
      const body = JSON.stringify({ tag });
      const posted = await postJson<ShopifySegments>(
        "/app/shopify-segments",
        body,
        abort.signal,
      ).catch(() => null);
      // Given up: the page is left, or shows another segment.
      if (posted === null || abort.signal.aborted) return;
      setAnswer(posted.outcome === "answered" ? posted.answer : { outcome: "unavailable" });
    };
    void ask();
    return () => abort.abort();
  }, [tag, attempt]);
  if (answer === null) return <SkeletonBodyText lines={1} />;
  if (answer.outcome === "unavailable") {
    return (
      <InlineStack gap="200" blockAlign="center">
        <Text as="p">{t("uses.shopifyUnavailable")}</Text>
        <Button
          variant="plain"
          onClick={() => {
            setAnswer(null);
            setAttempt(attempt + 1);
          }}
        >
          {t("uses.shopifyRetry")}
        </Button>
      </InlineStack>
    );
  }
  const { segments, isComplete } = answer;
  return (
    <>
      <Text as="p">
        {segments.length === 0 ? t("uses.shopifyNone") : null}
        {segments.map(({ id, name }, index) => (
          <Fragment key={id}>
            {index > 0 ? ", " : ""}
            <Link url={`shopify://admin/customers/segments/${id}`} target="_top">
              {name}
            </Link>
          </Fragment>
        ))}
      </Text>
      {isComplete ? null : (
        <Text as="p" variant="bodySm" tone="subdued">
          {t("uses.shopifyCut")}
        </Text>
      )}
    </>
  );
}
