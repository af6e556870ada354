import type { SandboxStart } from "./messages.ts";

/**
 * Runs in the sandboxed iframe, whose origin is "null". It only makes the worker in which the pixel lives:
 * neither document nor storage nor cookies are within reach there.
 */
addEventListener("message", ({ data, ports }: MessageEvent<SandboxStart>) => {
  const [port] = ports;
  if (port === undefined) return;
  // An origin that is nobody's may load no worker from an address, but one from a text.
  const text = `importScripts(${JSON.stringify(data.scripts[0])})`;
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  new Worker(address).postMessage(data, [port]);
});
