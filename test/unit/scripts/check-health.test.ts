import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { networkInterfaces } from "node:os";
import { afterEach, expect, test } from "vitest";
import { ROOT } from "../../support/source-files.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** @returns the port; rejects where the machine has no such address */
async function listen(host: string, answer: RequestListener): Promise<number> {
  const server = createServer(answer);
  servers.push(server);
  server.listen(0, host);
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** Gives what the check ends with. */
async function check(port: number, host?: string): Promise<number | null> {
  const { METRICS_HOST: _mine, ...env } = process.env;
  const child = spawn(process.execPath, ["scripts/check-health.mjs"], {
    cwd: ROOT,
    env: {
      ...env,
      METRICS_PORT: String(port),
      ...(host === undefined ? {} : { METRICS_HOST: host }),
    },
  });
  const [code] = (await once(child, "exit")) as [number | null];
  return code;
}

const alive: RequestListener = (request, response) => {
  response.writeHead(request.url === "/healthz" ? 200 : 404).end();
};

const addresses = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
/** As a pod's: of the machine, and not its loopback. */
const own = addresses.find(({ internal, family }) => family === "IPv4" && !internal)?.address;
const hasIpv6 = addresses.some(({ address }) => address === "::1");

test("a process that listens on loopback, as it does unless told otherwise, is alive", async () => {
  expect(await check(await listen("127.0.0.1", alive))).toBe(0);
});

test("a process that listens everywhere is asked on loopback", async () => {
  expect(await check(await listen("0.0.0.0", alive), "0.0.0.0")).toBe(0);
});

test.runIf(own !== undefined)("a process that listens on one address is asked there", async () => {
  const port = await listen(own ?? "", alive);
  expect(await check(port, own)).toBe(0);
  expect(await check(port)).toBe(1);
});

test.runIf(hasIpv6)("an address of IPv6 is asked as one", async () => {
  expect(await check(await listen("::1", alive), "::1")).toBe(0);
  expect(await check(await listen("::", alive), "::")).toBe(0);
});

test("a process that fails, one that is gone and one that never answers are not alive", async () => {
  const failing = await listen("127.0.0.1", (_request, response) => {
    response.writeHead(500).end();
  });
  expect(await check(failing)).toBe(1);
  const [server] = servers.splice(0);
  server?.close();
  expect(await check(failing)).toBe(1);
  expect(await check(await listen("127.0.0.1", () => undefined))).toBe(1);
});
