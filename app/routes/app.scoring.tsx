import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, Page } from "@shopify/polaris";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { now } from "../clock.server.ts";
import { PointsModelCard } from "../components/scoring/points-model-card.tsx";
import { PresetCard, type PresetAnswer } from "../components/scoring/preset-card.tsx";
import { VersionCard } from "../components/scoring/version-card.tsx";
import { WholeModelCard } from "../components/scoring/whole-model-card.tsx";
import { getPool } from "../db/pool.server.ts";
import { choosePreset } from "../services/choose-preset.ts";
import { readScoring } from "../services/read-scoring.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  return json(await readScoring(getPool(), shopId));
}

/** Puts a preset in force. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const preset = (await request.formData()).get("preset");
  if (typeof preset !== "string") {
    throw new Response("The form names no preset. Load the page again.", { status: 400 });
  }
  const answer = await choosePreset({ pool: getPool(), shopId, preset, now: now() });
  return json<PresetAnswer>(answer);
}

export default function Scoring() {
  const { model, presets, versions } = useLoaderData<typeof loader>();
  const inForce = presets.find((preset) => preset.isInForce)?.title ?? "numbers of your own";
  return (
    <Page
      title="Scoring"
      subtitle={`By version ${model.version}: ${inForce}`}
      backAction={{ content: "Home", url: "/app" }}
    >
      <TitleBar title="Scoring" />
      <BlockStack gap="400">
        <PresetCard presets={presets} />
        <div className="k-columns" data-ratio="even">
          <WholeModelCard model={model} />
          <VersionCard versions={versions} />
        </div>
        <PointsModelCard score="intent" model={model.intent} />
        <PointsModelCard score="engagement" model={model.engagement} />
      </BlockStack>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
