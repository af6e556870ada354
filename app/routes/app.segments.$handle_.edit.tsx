import type { LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { Box, Page } from "@shopify/polaris";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { answerMissing } from "../components/frame/missing.ts";
import { SegmentEditor } from "../components/segments/editor/segment-editor.tsx";
import { useReadyNames } from "../components/segments/use-ready-names.ts";
import { useWords } from "../components/words/use-words.ts";
import { getPool } from "../db/pool.server.ts";
import type { WordsHandle } from "../i18n/page-catalogs.ts";
import { readEditorShop } from "../queries/read-editor-shop.ts";
import { openSegment } from "../services/open-segment.ts";

export { PageBoundary as ErrorBoundary } from "../components/frame/page-boundary.tsx";

export const handle = {
  words: ["segments", "editor", "conditions", "grammar"],
} satisfies WordsHandle;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const handle = params["handle"] ?? "";
  const opened = await openSegment(getPool(), { shopId, handle });
  if (opened === null) throw answerMissing("segment", handle);
  const { content, version, productIds } = opened;
  return json({
    ...{ handle, content, version },
    shop: await readEditorShop({ shopId, handle, productIds }),
  });
}

export default function EditSegment() {
  const { handle, content, version, shop } = useLoaderData<typeof loader>();
  const { name } = useReadyNames({ handle, name: content.name });
  const shownShop = useReadyNames(shop);
  const { t } = useWords("editor");
  const title = t("page.edit", { name });
  return (
    <Page title={title} backAction={{ content: name, url: `/app/segments/${handle}` }} fullWidth>
      <TitleBar title={title} />
      <SegmentEditor shop={shownShop} content={content} handle={handle} version={version} />
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
