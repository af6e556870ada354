import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useState } from "react";

/** Whether the published theme loads the embed, as Shopify's admin knows it; unknown where it does not say. */
export type EmbedStatus = "active" | "inactive" | "unknown";

/** Of extensions/kindling-storefront: the extension's handle, and the block's file name. */
const EXTENSION_HANDLE = "kindling-storefront";
const BLOCK_HANDLE = "kindling";

type Extensions = Awaited<ReturnType<ReturnType<typeof useAppBridge>["app"]["extensions"]>>;

export function readEmbedStatus(extensions: Extensions): EmbedStatus {
  for (const { handle, activations } of extensions) {
    if (handle !== EXTENSION_HANDLE) continue;
    for (const activation of activations) {
      if (!("status" in activation) || activation.handle !== BLOCK_HANDLE) continue;
      return activation.status === "active" ? "active" : "inactive";
    }
  }
  return "unknown";
}

/** Asked again whenever the page comes back into sight: the theme editor opens in another tab. */
export function useEmbedStatus(): EmbedStatus {
  const shopify = useAppBridge();
  const [status, setStatus] = useState<EmbedStatus>("unknown");
  useEffect(() => {
    let isLeft = false;
    const ask = async (): Promise<void> => {
      // An admin that does not know the call leaves us with what we hear from visitors.
      const extensions = await shopify.app.extensions().catch(() => []);
      if (!isLeft) setStatus(readEmbedStatus(extensions));
    };
    const askInSight = (): void => {
      if (document.visibilityState === "visible") void ask();
    };
    askInSight();
    document.addEventListener("visibilitychange", askInSight);
    return () => {
      isLeft = true;
      document.removeEventListener("visibilitychange", askInSight);
    };
  }, [shopify]);
  return status;
}
