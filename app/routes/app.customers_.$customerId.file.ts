import type { LoaderFunctionArgs } from "@remix-run/node";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { now } from "../clock.server.ts";
import { personJson } from "../queries/person-json.ts";
import { personPage } from "../queries/person-page.ts";
import { readPersonFile } from "../queries/read-person-file.ts";
import { readPersonMessages } from "../queries/read-person-messages.ts";
import { streamText } from "../queries/stream-text.ts";

/** Everything about one person, for another system, or with `as=html` for them to read. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const customerId = params["customerId"] ?? "";
  const file = await readPersonFile({ shopId, customerId, now: now() });
  if (file === null) throw new Response(`There is no customer ${customerId}.`, { status: 404 });
  const isPage = new URL(request.url).searchParams.get("as") === "html";
  const messages = readPersonMessages({ shopId, customerId });
  const pieces = isPage ? personPage(file, messages) : personJson(file, messages);
  return new Response(streamText(pieces), {
    headers: {
      // Saved, never shown here: no browser is to take what it holds for a page of the app's.
      "content-type": "application/octet-stream",
      "cache-control": "no-store",
    },
  });
}
