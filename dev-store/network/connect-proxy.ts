import { createServer as createHttpServer } from "node:http";
import type { RequestListener, Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { Socket } from "node:net";

import { SHOPIFY_HOSTS } from "./certificates.ts";
import type { Certificates } from "./certificates.ts";

/** A running proxy on loopback. */
export interface ConnectProxy {
  /** http://127.0.0.1:PORT, for HTTPS_PROXY. */
  url: string;
  close(): Promise<void>;
}

/**
 * The way by which the app reaches "Shopify" over HTTPS with nothing of its own changed: an HTTP
 * proxy that takes CONNECT for Shopify's hosts and is itself their other end. Every other host is
 * refused, so that nothing in the demo or the tests can reach the internet unnoticed.
 */
export async function startConnectProxy(options: {
  certificates: Certificates;
  handle: RequestListener;
}): Promise<ConnectProxy> {
  const { key, cert } = options.certificates;
  const shopify = createHttpsServer({ key, cert, keepAliveTimeout: 60_000 }, options.handle);
  const sockets = new Set<Socket>();

  const proxy = createHttpServer((request, response) => {
    console.error(`dev store: refused a plain request to ${request.url ?? "?"} by proxy`);
    response
      .writeHead(403, { "content-type": "text/plain" })
      .end("HTTPS to Shopify's hosts only\n");
  });
  proxy.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  proxy.on("connect", (request, socket, head) => {
    const target = request.url ?? "";
    socket.on("error", () => socket.destroy());
    if (!isShopify(target) || !(socket instanceof Socket)) {
      console.error(`dev store: refused CONNECT ${target}: it is none of Shopify's hosts`);
      socket.end("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
      return;
    }
    socket.setNoDelay(true);
    socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    if (head.length > 0) socket.unshift(head);
    shopify.emit("connection", socket);
  });

  const port = await listen(proxy, 0);
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => proxy.close(() => resolve()));
      shopify.close();
    },
  };
}

/** Listens on loopback; gives the port. */
export async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return address.port;
}

function isShopify(target: string): boolean {
  const host = target.toLowerCase().replace(/:443$/, "");
  if (host === target.toLowerCase()) return false;
  return /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(host) || SHOPIFY_HOSTS.includes(host);
}
