export interface BridgeConfig {
  apiKey: string;
  host: string;
  shop: string;
  locale: string;
}

const STORED = "app-bridge-config";

/**
 * What App Bridge knows of its surroundings: the key from its script tag or from the page's
 * <meta name="shopify-api-key">, the rest from the address, which later addresses of the app lack.
 */
export function readBridgeConfig(script: HTMLScriptElement): BridgeConfig {
  const meta = document.querySelector('meta[name="shopify-api-key"]');
  const apiKey = script.dataset["apiKey"] ?? meta?.getAttribute("content") ?? "";
  if (apiKey === "") {
    throw new Error(
      'App Bridge: no API key. Put <meta name="shopify-api-key"> before the script, or data-api-key on it.',
    );
  }
  const query = new URLSearchParams(window.location.search);
  const stored = readStored();
  const read = (name: "host" | "shop" | "locale"): string => query.get(name) ?? stored[name] ?? "";
  const config = {
    apiKey,
    host: read("host"),
    shop: read("shop"),
    locale: read("locale") || "en",
  };
  sessionStorage.setItem(STORED, JSON.stringify(config));
  return config;
}

function readStored(): Partial<Record<string, string>> {
  const parsed: unknown = JSON.parse(sessionStorage.getItem(STORED) ?? "{}");
  if (typeof parsed !== "object" || parsed === null) return {};
  return Object.fromEntries(
    Object.entries(parsed).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}
