/** What the app's frame and the admin around it say to each other, by postMessage. */

export interface TitleButton {
  label: string;
  kind: "primary" | "plain" | "breadcrumb";
  disabled: boolean;
}

export interface NavLink {
  label: string;
  path: string;
  isHome: boolean;
}

/** From the app's frame to the admin. */
export type BridgeMessage =
  | { type: "token-request"; request: number }
  | { type: "extensions-request"; request: number }
  | { type: "navigated"; path: string; isLoad: boolean }
  | { type: "title"; title: string; buttons: TitleButton[] }
  | { type: "nav"; links: NavLink[] }
  | {
      type: "toast";
      toast: string;
      message: string;
      isError: boolean;
      duration: number;
      action: string | null;
    }
  | { type: "toast-hide"; toast: string }
  | { type: "loading"; isLoading: boolean }
  | { type: "save-bar"; bar: string; isOpen: boolean; isDiscardConfirmed: boolean }
  | { type: "open"; url: string; target: string };

/** From the admin to the app's frame. */
export type HostMessage =
  | { type: "token"; request: number; token: string | null; reason: string }
  | { type: "extensions"; request: number; extensions: unknown[] }
  | { type: "navigate"; path: string }
  | { type: "title-button"; index: number }
  | { type: "toast-action"; toast: string }
  | { type: "toast-dismissed"; toast: string }
  | { type: "save-bar-button"; bar: string; button: "save" | "discard" };

/** The mark that tells these messages from those of anything else on the page. */
const MARK = "kindling-dev-store";

export function wrapMessage(message: BridgeMessage | HostMessage): {
  source: string;
  message: unknown;
} {
  return { source: MARK, message };
}

/** The message in a postMessage's data; undefined when it is somebody else's. */
export function unwrapMessage<Message extends BridgeMessage | HostMessage>(
  data: unknown,
): Message | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  if (!("source" in data) || data.source !== MARK || !("message" in data)) return undefined;
  // Both ends are built from this file, and the caller has checked the sender's origin.
  return data.message as Message;
}

/** Parameters with which the admin opens a document; they are no part of the app's own address. */
const EMBED_PARAMETERS = [
  "appLoadId",
  "embedded",
  "hmac",
  "host",
  "id_token",
  "locale",
  "protocol",
  "session",
  "shop",
  "timestamp",
];

/** Path and query of an address within the app, as the admin's address bar shows it. */
export function ownPath(url: URL): string {
  const query = new URLSearchParams(url.search);
  for (const parameter of EMBED_PARAMETERS) query.delete(parameter);
  const search = query.toString();
  return url.pathname + (search === "" ? "" : `?${search}`);
}
