import { isRouteErrorResponse, useRevalidator, useRouteError } from "@remix-run/react";
import { readMissing } from "./missing.ts";
import { PageError } from "./page-error.tsx";

/**
 * In the place of a page that could not be shown, with the frame and its navigation still there. A route has it by
 * `export { PageBoundary as ErrorBoundary }`.
 */
export function PageBoundary() {
  const error = useRouteError();
  const { revalidate, state } = useRevalidator();
  const isMissing = isRouteErrorResponse(error) && error.status === 404;
  // Shopify's library asks for a new token or a redirect: the boundary of the whole app knows how.
  if (isRouteErrorResponse(error) && !isMissing && error.status < 500) throw error;
  return (
    <PageError
      isMissing={isMissing}
      missing={isMissing ? readMissing(error.data) : null}
      onTryAgain={revalidate}
      isTrying={state !== "idle"}
    />
  );
}
