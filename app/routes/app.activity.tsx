import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, Page } from "@shopify/polaris";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { now } from "../clock.server.ts";
import { PrefixCard } from "../components/activity/prefix-card.tsx";
import { TroubleCard } from "../components/activity/trouble-card.tsx";
import { WriteLogCard } from "../components/activity/write-log-card.tsx";
import { WriterCard } from "../components/activity/writer-card.tsx";
import { LiveBadge, usePauseAction } from "../components/live/live-badge.tsx";
import { useLiveRefresh } from "../components/live/use-live-refresh.ts";
import { getPool } from "../db/pool.server.ts";
import { listTagTroubles } from "../queries/list-tag-troubles.ts";
import { listTagWrites } from "../queries/list-tag-writes.ts";
import { readTagWriter } from "../queries/read-tag-writer.ts";
import { changeTags, TagChangeSchema } from "../services/change-tags.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const { after, before } = Object.fromEntries(new URL(request.url).searchParams);
  const [writer, troubles, log] = await Promise.all([
    readTagWriter({ shopId, now: now() }),
    listTagTroubles({ shopId }),
    listTagWrites({ shopId, after, before }),
  ]);
  return json({ writer, troubles, log });
}

export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const asked = TagChangeSchema.safeParse(Object.fromEntries(await request.formData()));
  if (!asked.success) {
    throw new Response("The form asks for no change that there is. Load the page again.", {
      status: 400,
    });
  }
  return json(await changeTags({ pool: getPool(), shopId, now: now(), asked: asked.data }));
}

export default function Activity() {
  const { writer, troubles, log } = useLoaderData<typeof loader>();
  const live = useLiveRefresh();
  return (
    <Page
      title="Activity"
      titleMetadata={<LiveBadge isPaused={live.isPaused} />}
      subtitle="What Kindling writes to Shopify"
      backAction={{ content: "Home", url: "/app" }}
      secondaryActions={[usePauseAction(live)]}
    >
      <TitleBar title="Activity" />
      <BlockStack gap="400">
        <div className="k-columns" data-ratio="even">
          <WriterCard writer={writer} />
          <PrefixCard key={writer.prefix} writer={writer} />
        </div>
        <TroubleCard {...troubles} />
        <WriteLogCard page={log} />
      </BlockStack>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
