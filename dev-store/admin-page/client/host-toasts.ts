import { element } from "./host-dom.ts";
import type { BridgeMessage, HostMessage } from "./messages.ts";

type ToastMessage = Extract<BridgeMessage, { type: "toast" | "toast-hide" }>;

export function hostToasts(send: (message: HostMessage) => void): {
  handle(message: ToastMessage): void;
} {
  const shown = new Map<string, () => void>();

  return {
    handle(message) {
      if (message.type === "toast-hide") {
        shown.get(message.toast)?.();
        return;
      }
      const { toast } = message;
      const box = document.createElement("div");
      box.className = message.isError ? "toast error" : "toast";
      box.append(message.message);
      const close = (): void => {
        clearTimeout(timer);
        shown.delete(toast);
        box.remove();
        send({ type: "toast-dismissed", toast });
      };
      const timer = setTimeout(close, message.duration);
      shown.set(toast, close);
      if (message.action !== null) {
        const act = (): void => {
          send({ type: "toast-action", toast });
          close();
        };
        box.append(createButton(message.action, message.action, act));
      }
      box.append(createButton("×", "Dismiss", close));
      element("toasts", HTMLElement).append(box);
    },
  };
}

function createButton(text: string, label: string, act: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text;
  button.setAttribute("aria-label", label);
  button.addEventListener("click", act);
  return button;
}
