import type { LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { Box, Page } from "@shopify/polaris";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { presetTitle } from "../components/scoring/presets/preset-words.ts";
import { useScoringWords } from "../components/scoring/scoring-words.ts";
import { ScoringWorkbench } from "../components/scoring/scoring-workbench.tsx";
import { getPool } from "../db/pool.server.ts";
import type { WordsHandle } from "../i18n/page-catalogs.ts";
import { readScoring } from "../services/read-scoring.ts";

export const handle = { words: ["scoring", "scores"] } satisfies WordsHandle;

export { PageBoundary as ErrorBoundary } from "../components/frame/page-boundary.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const { searchParams } = new URL(request.url);
  const asked = {
    from: searchParams.get("from"),
    left: searchParams.get("left"),
    right: searchParams.get("right"),
  };
  return json(await readScoring(getPool(), shopId, asked));
}

export default function ScoringPage() {
  const scoring = useLoaderData<typeof loader>();
  const words = useScoringWords();
  const { t } = words;
  const { version } = scoring.model;
  const preset = scoring.presets.find(({ isInForce }) => isInForce)?.name;
  const title = t("page.title");
  return (
    <Page
      title={title}
      subtitle={
        preset === undefined
          ? t("page.byOwn", { version })
          : t("page.byPreset", { version, preset: presetTitle(words, preset) })
      }
      fullWidth
    >
      <TitleBar title={title} />
      <ScoringWorkbench key={`${version} ${scoring.draft?.from ?? ""}`} scoring={scoring} />
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
