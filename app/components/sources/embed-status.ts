import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useRef, useState } from "react";
import type { EmbedStatus } from "../../queries/read-setup.ts";
import { postJson } from "../live/post-json.ts";

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

/** How long a page waits for what the admin says. It answers within a tenth of that, or does not know the call. */
const PATIENCE_MS = 1_000;

/**
 * Whether a page should wait before it shows what it says of the embed: the admin is asked for the first time in the shop's
 * life with the app, while visitors were heard of already, so that its word may change what stands on the page, and move it.
 * @param told what `useEmbedStatus` says
 */
export function useFirstWord(told: EmbedStatus, isHeard: boolean): boolean {
  const [isPatient, setIsPatient] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setIsPatient(false), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return told === "unknown" && isHeard && isPatient;
}

/**
 * Asked again whenever the page comes back into sight: the theme editor opens in another tab. News is told to the server,
 * so that no other page has to change while it is read.
 * @param known what the admin said to some browser of the shop before; it holds until this one is told, and where it is not
 */
export function useEmbedStatus(known: EmbedStatus): EmbedStatus {
  const shopify = useAppBridge();
  const [told, setTold] = useState<EmbedStatus>("unknown");
  useEffect(() => {
    let isLeft = false;
    const ask = async (): Promise<void> => {
      // An admin that does not know the call leaves us with what we hear from visitors.
      const extensions = await shopify.app.extensions().catch(() => []);
      if (!isLeft) setTold(readEmbedStatus(extensions));
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
  const kept = useRef(known);
  useEffect(() => {
    kept.current = known;
  }, [known]);
  useEffect(() => {
    if (told === "unknown" || told === kept.current) return;
    kept.current = told;
    // Where it fails the next page tells it.
    void postJson("/app/embed", JSON.stringify({ status: told }));
  }, [told]);
  return told === "unknown" ? known : told;
}
