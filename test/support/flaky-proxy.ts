import { createServer, request as send, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What happens to one request on its way: it passes, its answer is lost, or it gets another answer. */
export type Fate = "pass" | "lose-answer" | { status: number; headers?: Record<string, string> };

export interface FlakyProxy {
  url: string;
  /** The requests that came, as the sender sent them. */
  requests: { method: string; path: string; headers: IncomingMessage["headers"] }[];
  close(): Promise<void>;
}

/** Stands between a client and the app: the first requests meet their fates in order, later ones pass. */
export async function startFlakyProxy(target: string, fates: Fate[]): Promise<FlakyProxy> {
  const waiting = [...fates];
  const requests: FlakyProxy["requests"] = [];
  const server: Server = createServer((request, response) => {
    const { method = "GET", url = "/", headers } = request;
    requests.push({ method, path: url, headers });
    const fate = waiting.shift() ?? "pass";
    if (typeof fate === "object") {
      request.resume();
      response.writeHead(fate.status, fate.headers).end("{}");
      return;
    }
    const onward = send(new URL(url, target), { method, headers }, (answer) => {
      if (fate === "lose-answer") {
        // The app has committed and answered; the sender hears nothing of it.
        answer.resume();
        answer.on("end", () => request.socket.destroy());
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => request.socket.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
