import type { LoaderFunctionArgs } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import { useSearchParams } from "@remix-run/react";
import { useEffect, useState } from "react";
import { findWayBack } from "../components/frame/find-way-back.ts";

/**
 * Shopify opens the app here with its parameters. Whoever comes without them is not inside the admin, or reloaded a page inside
 * its frame, and is led back to it.
 */
export function loader({ request }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  if (url.searchParams.has("shop")) throw redirect(`/app${url.search}`);
  return null;
}

export default function Landing() {
  const [parameters] = useSearchParams();
  const back = parameters.get("back");
  const [isLost, setIsLost] = useState(back === null);
  useEffect(() => {
    void leadTo(back).then((isLed) => setIsLost(!isLed));
  }, [back]);
  // Who is led back need not read that they are elsewhere.
  if (!isLost) return null;
  return (
    <main className="k-landing">
      <h1>Kindling</h1>
      <p>
        Behavioral scoring for Shopify. Kindling lives inside your shop’s admin: open it from Apps.
      </p>
    </main>
  );
}

/** @returns whether the page is left: App Bridge is told of a place by the frame around it alone */
async function leadTo(path: string | null): Promise<boolean> {
  if (path === null || window.parent === window || !("shopify" in window)) return false;
  const { config, idToken } = window.shopify;
  const way = findWayBack(path, config, await idToken());
  if (way !== null) window.location.replace(way);
  return way !== null;
}
