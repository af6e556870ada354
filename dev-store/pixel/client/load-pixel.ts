import type { RegisterInit } from "@shopify/web-pixels-extension";
import { answerBrowserCall } from "./browser-calls.ts";
import type { BrowserCall, SandboxStart, ToSandbox } from "./messages.ts";

/** A pixel that runs. */
export interface LoadedPixel {
  tell(message: ToSandbox): void;
}

/** Starts the app's pixel in a sandbox of its own: an iframe of no origin, and a worker in it. */
export function loadPixel(given: {
  init: RegisterInit;
  settings: Record<string, string>;
}): LoadedPixel {
  const channel = new MessageChannel();
  const { port1: port } = channel;
  const tell = (message: ToSandbox): void => port.postMessage(message);
  port.onmessage = ({ data: call }: MessageEvent<BrowserCall>) =>
    tell({ kind: "answer", id: call.id, value: answerBrowserCall(call) });

  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.title = "Web pixel";
  frame.hidden = true;
  frame.src = "/dev-store/pixel/frame";
  frame.addEventListener("load", () => {
    const scripts: SandboxStart["scripts"] = [
      `${location.origin}/dev-store/pixel/sandbox.js`,
      `${location.origin}/dev-store/pixel/pixel.js`,
    ];
    const start: SandboxStart = { scripts, ...given };
    // The frame has no origin that could be named here; nobody else can be in it.
    frame.contentWindow?.postMessage(start, "*", [channel.port2]);
  });
  document.documentElement.append(frame);
  return { tell };
}
