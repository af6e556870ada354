import { readBridgeConfig } from "./bridge-config.ts";
import { defineMirroredElements } from "./bridge-elements.ts";
import { patchFetch } from "./bridge-fetch.ts";
import { createExtensionsSource } from "./bridge-extensions.ts";
import { connectToHost } from "./bridge-host.ts";
import { defineModal } from "./bridge-modal.ts";
import { bridgeNavigation } from "./bridge-navigation.ts";
import { defineSaveBar } from "./bridge-save-bar.ts";
import { createToast } from "./bridge-toast.ts";
import { createTokenSource } from "./bridge-token.ts";

/**
 * A stand-in for Shopify's App Bridge. It has the parts that an embedded app of ours uses; any
 * other part throws, so that nobody builds on something that was never tried.
 */
function startAppBridge(script: HTMLScriptElement): void {
  const config = readBridgeConfig(script);
  const host = connectToHost(new URL(script.src).origin);
  const idToken = createTokenSource(host);

  if (!host.isEmbedded && config.shop !== "") {
    const name = config.shop.replace(/\.myshopify\.com$/, "");
    window.location.replace(`${host.origin}/store/${name}/apps/${config.apiKey}`);
    return;
  }

  const { openOutside } = bridgeNavigation(host);
  patchFetch(idToken, openOutside);
  defineMirroredElements(host);

  const parts = {
    config,
    origin: host.origin,
    ready: Promise.resolve(),
    environment: { embedded: host.isEmbedded, mobile: false, pos: false, intent: false },
    idToken,
    user: async () => ({ accountAccess: "Administrator" }),
    toast: createToast(host),
    loading: (isLoading = true) => host.send({ type: "loading", isLoading }),
    saveBar: defineSaveBar(host),
    modal: defineModal(),
    app: { extensions: createExtensionsSource(host) },
    webVitals: { onReport: () => undefined },
  };
  Object.defineProperty(window, "shopify", {
    value: refuseUnknownParts(parts),
    configurable: true,
  });

  void reloadWithToken(idToken);
}

function refuseUnknownParts(parts: object): object {
  return new Proxy(parts, {
    get(target, part, receiver) {
      // `then` is asked for by every await, symbols by every console.
      if (typeof part === "symbol" || part === "then" || part in target) {
        return Reflect.get(target, part, receiver);
      }
      throw new Error(`App Bridge: the dev store's stand-in has no shopify.${part}`);
    },
  });
}

/** The app's page for a request without a token: fetch one and go where the app wanted to go. */
async function reloadWithToken(idToken: () => Promise<string>): Promise<void> {
  const wanted = new URLSearchParams(window.location.search).get("shopify-reload");
  if (wanted === null) return;
  const url = new URL(wanted, window.location.href);
  if (url.origin !== window.location.origin) {
    throw new Error(`App Bridge: refused to reload ${url.origin}, which is not the app`);
  }
  url.searchParams.set("id_token", await idToken());
  window.location.replace(url);
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement && !("shopify" in window)) startAppBridge(script);
