import type { LoaderFunctionArgs } from "@remix-run/node";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { now } from "../clock.server.ts";
import { personJson } from "../queries/person-json.ts";
import { personPage } from "../queries/person-page.ts";
import { readPersonFile } from "../queries/read-person-file.ts";
import { readPersonMessages } from "../queries/read-person-messages.ts";
import { readNamedPerson } from "../queries/read-privacy-requests.ts";
import { streamText } from "../queries/stream-text.ts";

/**
 * Everything about one person, for another system, or with `as=html` for them to read. With `request` it is what an open request
 * for data asks for: also of a guest, who has no id to be asked for by.
 */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const customerId = params["customerId"] ?? "";
  const asked = new URL(request.url).searchParams;
  const requestKey = asked.get("request");
  const named =
    requestKey === null
      ? { customerId, orderIds: [] }
      : await readNamedPerson({ shopId, requestKey });
  const file = named === null ? null : await readPersonFile({ shopId, named, now: now() });
  if (named === null || file === null)
    throw new Response(`Nothing is kept of ${customerId}.`, { status: 404 });
  const isPage = asked.get("as") === "html";
  const messages = readPersonMessages({ shopId, named });
  const pieces = isPage ? personPage(file, messages) : personJson(file, messages);
  return new Response(streamText(pieces), {
    headers: {
      // Saved, never shown here: no browser is to take what it holds for a page of the app's.
      "content-type": "application/octet-stream",
      "cache-control": "no-store",
    },
  });
}
