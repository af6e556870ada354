import { element } from "./host-dom.ts";
import type { BridgeMessage, HostMessage } from "./messages.ts";

type SaveBarMessage = Extract<BridgeMessage, { type: "save-bar" }>;

export function hostSaveBar(send: (message: HostMessage) => void): {
  handle(message: SaveBarMessage): void;
  /** The app's document was replaced: its bars are gone without a word. */
  clear(): void;
} {
  const box = element("save-bar", HTMLElement);
  let open: SaveBarMessage | undefined;

  const show = (message: SaveBarMessage | undefined): void => {
    open = message;
    box.hidden = message === undefined;
  };
  const press = (button: "save" | "discard"): void => {
    if (open === undefined) return;
    if (
      button === "discard" &&
      open.isDiscardConfirmed &&
      !window.confirm("Discard all changes?")
    ) {
      return;
    }
    send({ type: "save-bar-button", bar: open.bar, button });
  };
  element("save-bar-save", HTMLButtonElement).addEventListener("click", () => press("save"));
  element("save-bar-discard", HTMLButtonElement).addEventListener("click", () => press("discard"));
  window.addEventListener("beforeunload", (event) => {
    if (open !== undefined) event.preventDefault();
  });

  return {
    handle(message) {
      if (message.isOpen) show(message);
      else if (open?.bar === message.bar) show(undefined);
    },
    clear: () => show(undefined),
  };
}
