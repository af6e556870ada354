import type { LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, Page } from "@shopify/polaris";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { BeginWith } from "../components/segments/editor/begin-with.tsx";
import { SegmentEditor } from "../components/segments/editor/segment-editor.tsx";
import { readEditorShop } from "../queries/read-editor-shop.ts";
import { listReadySegments, openNewSegment } from "../services/open-segment.ts";

export { PageBoundary as ErrorBoundary } from "../components/frame/page-boundary.tsx";

/** A blank segment, or a copy of the ready one that the address names. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const from = new URL(request.url).searchParams.get("from");
  const { productIds, ...opened } = openNewSegment(from);
  const shop = await readEditorShop({ shopId, handle: null, productIds });
  return json({ ...opened, shop, from: from ?? "", ready: listReadySegments() });
}

export default function NewSegment() {
  const { shop, content, version, from, ready } = useLoaderData<typeof loader>();
  return (
    <Page title="New segment" backAction={{ content: "Segments", url: "/app/segments" }} fullWidth>
      <TitleBar title="New segment" />
      <BlockStack gap="400">
        <BeginWith from={from} ready={ready} />
        {/* Anew for each beginning: what was typed belongs to the one before. */}
        <SegmentEditor key={from} shop={shop} content={content} handle={null} version={version} />
      </BlockStack>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
