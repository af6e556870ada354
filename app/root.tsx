/// <reference types="vite/client" />
import type { LinksFunction } from "@remix-run/node";
import { json } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { AppFrame } from "./components/frame/app-frame.tsx";
import { PageError } from "./components/frame/page-error.tsx";
import { env } from "./env.server.ts";
import { pageCatalogs } from "./i18n/page-catalogs.ts";
import chartStyles from "./styles/charts.css?url";
import editorStyles from "./styles/editor.css?url";
import editorPreviewStyles from "./styles/editor-preview.css?url";
import insightStyles from "./styles/insights.css?url";
import pageStyles from "./styles/page.css?url";
import factStyles from "./styles/facts.css?url";
import plotStyles from "./styles/plot.css?url";
import plotAreaStyles from "./styles/plot-areas.css?url";
import predictionStyles from "./styles/predictions.css?url";
import qualityStyles from "./styles/quality.css?url";
import scoringStyles from "./styles/scoring.css?url";
import tableStyles from "./styles/table.css?url";

const APP_BRIDGE_URL = "https://cdn.shopify.com/shopifycloud/app-bridge.js";

export const links: LinksFunction = () => [
  ...[
    polarisStyles,
    pageStyles,
    factStyles,
    tableStyles,
    chartStyles,
    plotStyles,
    plotAreaStyles,
    insightStyles,
    qualityStyles,
    predictionStyles,
    editorStyles,
    editorPreviewStyles,
    scoringStyles,
  ].map((href) => ({ rel: "stylesheet", href })),
  // Without it the browser asks for /favicon.ico and logs that there is none.
  { rel: "icon", href: "data:," },
];

/** What App Bridge needs before anything else runs. The client id is public: it stands in every page. */
export function loader() {
  const { SHOPIFY_API_KEY, APP_BRIDGE_URL: localUrl } = env();
  return json({ apiKey: SHOPIFY_API_KEY, appBridgeUrl: localUrl ?? APP_BRIDGE_URL });
}

export function Layout({ children }: { children: ReactNode }) {
  const bridge = useRouteLoaderData<typeof loader>("root");
  const { i18n } = useTranslation();
  const catalogs = pageCatalogs(useMatches());
  return (
    <html lang={i18n.language} data-words={catalogs.join(" ")}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>Kindling</title>
        <Meta />
        <Links />
        {/* The first script, or App Bridge refuses to start. After the styles: a script waits for them, and no part of
            the page is there, and laid out, before they are. */}
        {bridge ? <script data-api-key={bridge.apiKey} src={bridge.appBridgeUrl} /> : null}
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

/** For addresses that no route knows, and for faults above the app's own pages. */
export function ErrorBoundary() {
  const error = useRouteError();
  const apiKey = useRouteLoaderData<typeof loader>("root")?.apiKey ?? "";
  return (
    <AppFrame apiKey={apiKey} timezone="UTC">
      <PageError
        isMissing={isRouteErrorResponse(error) && error.status === 404}
        missing={null}
        onTryAgain={() => window.location.reload()}
        isTrying={false}
      />
    </AppFrame>
  );
}
