import { mintSessionToken } from "../../dev-store/oauth/session-token.ts";
import { CLIENT_SECRET, type AppWorld } from "./app-world.ts";

const HOUR_MS = 3_600_000;

/**
 * Session tokens that name a shop and are not Shopify's word, each wrong in one thing alone: who does not check that one lets
 * it in.
 */
export function forgeTokens(
  { devStore }: Pick<AppWorld, "devStore">,
  shops: { victim: string; stranger: string },
): Record<string, string> {
  const app = {
    clientId: devStore.appEnv()["SHOPIFY_API_KEY"] ?? "",
    clientSecret: CLIENT_SECRET,
  };
  const now = devStore.clock.now();
  const whom = { shopDomain: shops.victim, userId: "1", now };
  const [head = "", body = ""] = devStore.mintSessionToken(shops.victim).split(".");
  const signatureOfStranger = devStore.mintSessionToken(shops.stranger).split(".")[2] ?? "";
  const unsigned = Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url");
  return {
    "the victim named under a stranger's signature": `${head}.${body}.${signatureOfStranger}`,
    "another secret": mintSessionToken({ ...app, clientSecret: "another secret" }, whom),
    "another app as its audience": mintSessionToken({ ...app, clientId: "another-app" }, whom),
    "its time gone by": mintSessionToken(app, { ...whom, now: now - HOUR_MS }),
    "its time still to come": mintSessionToken(app, { ...whom, now: now + HOUR_MS }),
    "no signature and a head that asks for none": `${unsigned}.${body}.`,
  };
}
