import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { FoundProduct } from "../../../queries/find-products.ts";
import { useWords } from "../../words/use-words.ts";
import { useEditorShop } from "./editor-context.tsx";
import { PickMany } from "./pick-many.tsx";

/** Long enough that a word is typed and not a letter. */
const PAUSE_MS = 200;

/** Products of the shop, found by title; one that is not found can be named by its id. */
export function ProductPicker(props: {
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
}) {
  const { productTitles } = useEditorShop();
  const { t } = useWords("editor");
  const fetcher = useFetcher<{ products: FoundProduct[] }>();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const search = (text: string): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      fetcher.load(`/app/segment-products?${new URLSearchParams({ search: text })}`);
    }, PAUSE_MS);
  };
  const { load } = fetcher;
  useEffect(() => {
    load("/app/segment-products");
    return () => clearTimeout(timer.current);
  }, [load]);
  const found = fetcher.data?.products ?? [];
  return (
    <PickMany
      label={t("filter.products")}
      chosen={props.chosen}
      options={found.map(({ id, title }) => ({ value: id, label: title }))}
      nameOf={(id) => productTitles[id] ?? t("filter.productId", { id })}
      typed={{ pattern: /^\d+$/, add: (id) => t("filter.addId", { id }) }}
      onSearch={search}
      onChange={props.onChange}
    />
  );
}
