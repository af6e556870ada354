import type { BrowserCall, PublishedEvent, SandboxStart, ToSandbox } from "./messages.ts";

/** Runs in the worker, before the pixel: gives it what Shopify's strict sandbox gives, and no more. */

declare function importScripts(...addresses: string[]): void;

type Listener<T> = (value: T) => void;
type Extend = (api: object) => void;

addEventListener("message", ({ data, ports }: MessageEvent<SandboxStart>) => {
  const [port] = ports;
  if (port === undefined) return;
  const { init, settings } = data;
  const extend = (point: string, register: Extend): void => {
    if (point !== "WebPixel::Render") throw new Error(`There is no extension point ${point} here.`);
    register(makeApi(port, { init, settings }));
  };
  Object.defineProperty(globalThis, "shopify", { value: { extend } });
  importScripts(data.scripts[1]);
});

function makeApi(port: MessagePort, given: Pick<SandboxStart, "init" | "settings">): object {
  const subscribers = new Map<string, Listener<PublishedEvent>[]>();
  const privacyListeners: Listener<{ customerPrivacy: unknown }>[] = [];
  const answers = new Map<number, Listener<unknown>>();
  /** Kept for whoever subscribes later: Shopify replays what was published before. */
  const past: PublishedEvent[] = [];
  let calls = 0;

  port.onmessage = ({ data }: MessageEvent<ToSandbox>) => {
    if (data.kind === "event") {
      past.push(data.event);
      for (const group of groupsOf(data.event)) {
        for (const listener of subscribers.get(group) ?? []) deliver(listener, data.event);
      }
    } else if (data.kind === "privacy") {
      for (const listener of privacyListeners) listener({ customerPrivacy: data.privacy });
    } else {
      answers.get(data.id)?.(data.value);
      answers.delete(data.id);
    }
  };
  const call = (target: BrowserCall["target"], method: string, args: unknown[]) =>
    new Promise((resolve) => {
      calls += 1;
      answers.set(calls, resolve);
      const message: BrowserCall = { id: calls, target, method, args };
      port.postMessage(message);
    });
  const storage = (target: "localStorage" | "sessionStorage") => ({
    getItem: (key: string) => call(target, "getItem", [key]),
    setItem: (key: string, value: unknown) => call(target, "setItem", [key, value]),
    removeItem: (key: string) => call(target, "removeItem", [key]),
    key: (index: number) => call(target, "key", [index]),
    clear: () => call(target, "clear", []),
    length: () => call(target, "length", []),
  });

  return {
    ...given,
    _pixelInfo: {},
    analytics: {
      subscribe(name: string, listener: Listener<PublishedEvent>) {
        subscribers.set(name, [...(subscribers.get(name) ?? []), listener]);
        for (const event of past) if (groupsOf(event).includes(name)) deliver(listener, event);
        return () => true;
      },
    },
    customerPrivacy: {
      subscribe(name: string, listener: Listener<{ customerPrivacy: unknown }>) {
        if (name === "visitorConsentCollected") privacyListeners.push(listener);
        return () => true;
      },
    },
    browser: {
      cookie: {
        get: (name?: string) => call("cookie", "get", [name]),
        set: (cookie: string, value?: string) => call("cookie", "set", [cookie, value]),
      },
      localStorage: storage("localStorage"),
      sessionStorage: storage("sessionStorage"),
      sendBeacon: (address: string, body?: string) => call("sendBeacon", "", [address, body]),
    },
  };
}

/** Under which names an event is heard. */
function groupsOf({ name, type }: PublishedEvent): string[] {
  return [name, "all_events", `all_${type}_events`];
}

/** Each listener gets an object of its own, later: what one does to it, or throws, is no matter of the others. */
function deliver(listener: Listener<PublishedEvent>, event: PublishedEvent): void {
  setTimeout(() => listener(structuredClone(event)));
}
