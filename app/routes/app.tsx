import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Outlet,
  useLoaderData,
  useLocation,
  useNavigation,
  useRevalidator,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { AppFrame } from "../components/frame/app-frame.tsx";
import { readMissing } from "../components/frame/missing.ts";
import { PageError } from "../components/frame/page-error.tsx";
import { PageLoading } from "../components/frame/page-loading.tsx";
import { useIsSlow } from "../components/frame/use-is-slow.ts";
import { LiveProvider } from "../components/live/live-context.tsx";
import { readLiveSince } from "../services/read-live-since.ts";
import type { loader as rootLoader } from "../root.tsx";
import { authenticateShop } from "../authenticate-shop.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, timezone, showNames } = await authenticateShop(request);
  return json({ timezone, showNames, liveSince: await readLiveSince({ shopId }) });
}

// The time zone does not change while a page refreshes itself, and the stream knows itself how far it is.
export const shouldRevalidate = () => false;

export const headers: HeadersFunction = (args) => boundary.headers(args);

export default function App() {
  const { timezone, showNames, liveSince } = useLoaderData<typeof loader>();
  const apiKey = useRouteLoaderData<typeof rootLoader>("root")?.apiKey ?? "";
  const navigation = useNavigation();
  const { pathname } = useLocation();
  const isLeaving = navigation.state === "loading" && navigation.location.pathname !== pathname;
  const isSlow = useIsSlow(isLeaving);
  return (
    <AppFrame apiKey={apiKey} timezone={timezone} showNames={showNames}>
      <LiveProvider since={liveSince}>
        {isLeaving && isSlow ? <PageLoading path={navigation.location.pathname} /> : <Outlet />}
      </LiveProvider>
    </AppFrame>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  const { revalidate, state } = useRevalidator();
  const apiKey = useRouteLoaderData<typeof rootLoader>("root")?.apiKey ?? "";
  const isMissing = isRouteErrorResponse(error) && error.status === 404;
  // Other responses are Shopify's library asking App Bridge for a new token or a redirect.
  if (isRouteErrorResponse(error) && !isMissing && error.status < 500) return boundary.error(error);
  return (
    <AppFrame apiKey={apiKey} timezone="UTC">
      <PageError
        isMissing={isMissing}
        missing={isMissing ? readMissing(error.data) : null}
        onTryAgain={revalidate}
        isTrying={state !== "idle"}
      />
    </AppFrame>
  );
}
