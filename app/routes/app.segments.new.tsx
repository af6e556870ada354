import type { LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, Page } from "@shopify/polaris";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { BeginWith } from "../components/segments/editor/begin-with.tsx";
import { SegmentEditor } from "../components/segments/editor/segment-editor.tsx";
import { firstTag } from "../components/segments/editor/segment-draft.ts";
import { useReadyNames } from "../components/segments/use-ready-names.ts";
import { useWords } from "../components/words/use-words.ts";
import { getPool } from "../db/pool.server.ts";
import type { WordsHandle } from "../i18n/page-catalogs.ts";
import { readEditorShop } from "../queries/read-editor-shop.ts";
import { openNewSegment } from "../services/open-segment.ts";

export { PageBoundary as ErrorBoundary } from "../components/frame/page-boundary.tsx";

export const handle = {
  words: ["segments", "editor", "conditions", "grammar"],
} satisfies WordsHandle;

/** A blank segment, or a copy of the one that the address names. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const from = new URL(request.url).searchParams.get("from");
  const { productIds, ...opened } = await openNewSegment(getPool(), { shopId, from });
  const shop = await readEditorShop({ shopId, handle: null, productIds });
  return json({ ...opened, shop, from: from ?? "" });
}

export default function NewSegment() {
  const { shop, version, from, own, ready, ...loaded } =
    useReadyNames(useLoaderData<typeof loader>());
  const { handle: _, ...content } = useReadyNames({ ...loaded.content, handle: from });
  const { t } = useWords("editor");
  const title = t("page.new");
  const name = content.name === "" ? "" : t("begin.copyName", { name: content.name });
  return (
    <Page
      title={title}
      backAction={{ content: t("common:nav.segments"), url: "/app/segments" }}
      fullWidth
    >
      <TitleBar title={title} />
      <BlockStack gap="400">
        <BeginWith {...{ from, own, ready }} />
        {/* Anew for each beginning: what was typed belongs to the one before. */}
        <SegmentEditor
          key={from}
          shop={shop}
          content={{ ...content, name, tag: firstTag(name, shop.segments) }}
          handle={null}
          version={version}
        />
      </BlockStack>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
