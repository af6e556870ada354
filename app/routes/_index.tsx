import type { LoaderFunctionArgs } from "@remix-run/node";
import { redirect } from "@remix-run/node";

/** Shopify opens the app here with its parameters; whoever comes without them is not inside the admin. */
export function loader({ request }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  if (url.searchParams.has("shop")) throw redirect(`/app${url.search}`);
  return null;
}

export default function Landing() {
  return (
    <main className="k-landing">
      <h1>Kindling</h1>
      <p>
        Behavioral scoring for Shopify. Kindling lives inside your shop’s admin: open it from Apps.
      </p>
    </main>
  );
}
