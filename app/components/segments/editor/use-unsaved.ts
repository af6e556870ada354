import { useBlocker } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useRef } from "react";

/**
 * Asks before a page with unsaved changes is left for another one of the app. Leaving the app itself is asked about by
 * the admin, while the save bar is shown.
 * @returns lets the page be left without a question: what was changed is saved
 */
export function useUnsaved(isDirty: boolean): () => void {
  const isSaved = useRef(false);
  const bridge = useAppBridge();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isDirty && !isSaved.current && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    bridge.saveBar.leaveConfirmation().then(
      () => blocker.proceed(),
      () => blocker.reset(),
    );
  }, [blocker, bridge]);
  return () => {
    isSaved.current = true;
  };
}
