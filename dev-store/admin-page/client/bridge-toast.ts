import type { BridgeHost } from "./bridge-host.ts";

export interface ToastOptions {
  duration?: number;
  isError?: boolean;
  action?: string;
  onAction?: () => void;
  onDismiss?: () => void;
}

export interface ToastApi {
  /** Gives the toast's id. */
  show(message: string, options?: ToastOptions): string;
  hide(id: string): void;
}

const DEFAULT_DURATION_MS = 5_000;

export function createToast(host: BridgeHost): ToastApi {
  const shown = new Map<string, ToastOptions>();
  let count = 0;

  host.listen((message) => {
    if (message.type === "toast-action") shown.get(message.toast)?.onAction?.();
    if (message.type === "toast-dismissed") {
      shown.get(message.toast)?.onDismiss?.();
      shown.delete(message.toast);
    }
  });

  return {
    show(message, options = {}) {
      count += 1;
      const toast = `toast-${count}`;
      shown.set(toast, options);
      host.send({
        type: "toast",
        toast,
        message,
        isError: options.isError ?? false,
        duration: options.duration ?? DEFAULT_DURATION_MS,
        action: options.action ?? null,
      });
      return toast;
    },
    hide: (id) => host.send({ type: "toast-hide", toast: id }),
  };
}
