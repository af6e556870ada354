import type { BridgeMessage, HostMessage } from "./messages.ts";
import { unwrapMessage, wrapMessage } from "./messages.ts";

/** The line from the app's frame to the admin around it. */
export interface BridgeHost {
  /** Origin of the dev store, which is where this script came from. */
  origin: string;
  isEmbedded: boolean;
  send(message: BridgeMessage): void;
  listen(listener: (message: HostMessage) => void): void;
}

export function connectToHost(origin: string): BridgeHost {
  const isEmbedded = window.parent !== window;
  return {
    origin,
    isEmbedded,
    send(message) {
      // Sent to the dev store's origin only: a frame elsewhere must not read what the app says.
      if (isEmbedded) window.parent.postMessage(wrapMessage(message), origin);
    },
    listen(listener) {
      window.addEventListener("message", (event) => {
        if (event.origin !== origin || event.source !== window.parent) return;
        const message = unwrapMessage<HostMessage>(event.data);
        if (message !== undefined) listener(message);
      });
    },
  };
}
