import { z } from "zod";
import { createAdminApi, type AdminApi } from "../../app/shopify/admin-api.ts";
import type { DevStoreWorld } from "./dev-store-client.ts";

const TokenSchema = z.object({ access_token: z.string() });
const ErrorsSchema = z.object({
  errors: z.array(z.unknown()).optional(),
  extensions: z.unknown(),
});

/**
 * The Admin API of the dev store's shop, without Shopify's library. `before` may throw instead of
 * asking; it is told the name of the query and the page asked for.
 */
export function openDevStoreAdmin(
  world: DevStoreWorld,
  before: (question: string) => void = () => undefined,
): AdminApi {
  let token: string | undefined;
  const fetchToken = async (): Promise<string> =>
    TokenSchema.parse((await world.exchange()).body).access_token;
  return createAdminApi(async (document, variables) => {
    const name = /(?:query|mutation) (\w+)/.exec(document)?.[1];
    before(`${name} ${String(variables["after"] ?? "")}`);
    token ??= await fetchToken();
    const ask = async () =>
      world.post(
        "/admin/api/2026-10/graphql.json",
        { query: document, variables },
        { "x-shopify-access-token": token ?? "" },
      );
    let answer = await ask();
    if (answer.status === 401) {
      token = await fetchToken();
      answer = await ask();
    }
    // From here on as Shopify's client throws.
    if (answer.status !== 200)
      throw Object.assign(new Error(), { response: { code: answer.status } });
    const { errors, extensions } = ErrorsSchema.parse(answer.body);
    if (errors)
      throw Object.assign(new Error(), { body: { errors: { graphQLErrors: errors }, extensions } });
    return Response.json(answer.body);
  });
}
