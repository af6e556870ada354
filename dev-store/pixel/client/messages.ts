import type { RegisterInit } from "@shopify/web-pixels-extension";

/** What the storefront's page tells the host script; written by the dev store into each page. */
export interface ToldToHost {
  /** Before every address of the shop: "/shop/NAME", or nothing. */
  base: string;
  /** The app's pixel where it is activated. */
  pixel: { settings: Record<string, string>; needs: Needs } | null;
  data: RegisterInit["data"];
  /** Standard events that this page is, besides page_viewed. */
  events: StandardEvent[];
}

/** The consents without which a pixel is not loaded. */
export interface Needs {
  analytics: boolean;
  marketing: boolean;
  preferences: boolean;
  saleOfData: boolean;
}

export interface StandardEvent {
  name: string;
  data: object;
}

export type Privacy = RegisterInit["customerPrivacy"];

/** An event on its way to pixels, as they get it. */
export interface PublishedEvent {
  id: string;
  clientId: string;
  name: string;
  seq: number;
  timestamp: string;
  type: "standard" | "custom";
  context: RegisterInit["context"];
  data?: object;
  customData?: object | null;
}

/** From the top frame into the sandbox. */
export type ToSandbox =
  | { kind: "event"; event: PublishedEvent }
  | { kind: "privacy"; privacy: Privacy }
  | { kind: "answer"; id: number; value: unknown };

/** From the sandbox to the top frame: the pixel wants something of the browser. */
export interface BrowserCall {
  id: number;
  target: "cookie" | "localStorage" | "sessionStorage" | "sendBeacon";
  method: string;
  args: unknown[];
}

/** How a sandbox begins. The port for the rest comes along. */
export interface SandboxStart {
  /** Script of the sandbox itself, then the pixel's. */
  scripts: [string, string];
  init: RegisterInit;
  settings: Record<string, string>;
}
