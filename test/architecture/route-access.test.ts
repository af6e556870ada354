import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findEndpoints } from "../support/find-endpoints.ts";
import { listSources, ROOT } from "../support/source-files.ts";
import { ENDPOINT_ACCESS, OPERATIONS_ACCESS, ROUTE_ACCESS, SERVER_PARTS } from "./route-access.ts";

const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");

/** The paths of a switch over the address. */
const findCases = (source: string): string[] =>
  [...source.matchAll(/case "(\/[^"]*)"/g)].map(([, path = ""]) => path);

describe("the table of who may ask what holds", () => {
  test("every route of Remix, and nothing else", () => {
    expect(Object.keys(ROUTE_ACCESS).toSorted()).toEqual(
      readdirSync(join(ROOT, "app/routes")).toSorted(),
    );
  });

  test("everything that the web process takes beside Remix, and nothing else", () => {
    const named = [...Object.keys(ENDPOINT_ACCESS), ...Object.keys(SERVER_PARTS)];
    const found = new Set(findEndpoints(read("app/server.ts")));
    expect(named.toSorted()).toEqual([...found].toSorted());
  });

  test("everything that the port of operations answers, and nothing else", () => {
    const found = findCases(read("app/operations/serve-operations.ts"));
    expect(Object.keys(OPERATIONS_ACCESS).toSorted()).toEqual(found.toSorted());
  });

  test("all of it, since no other file of the app listens", () => {
    const listening = listSources("app").filter((file) =>
      /\b(createServer|express|Router)\(/.test(read(file)),
    );
    expect(listening).toEqual(["app/operations/serve-operations.ts", "app/server.ts"]);
  });
});

describe("an endpoint that somebody adds is found", () => {
  const server = read("app/server.ts");
  const known = findEndpoints(server);
  const addedBy = (source: string): string[] =>
    findEndpoints(source).filter((endpoint) => !known.includes(endpoint));

  test.each([
    ['app.get("/leak", leak);', "GET /leak"],
    ['app.delete("/leak", leak);', "DELETE /leak"],
    ["app.patch(`/leak`, leak);", "PATCH /leak"],
    ['app.all("/leak", leak);', "ALL /leak"],
    ['app.use("/leak", leak);', "USE /leak"],
    ['app.route("/leak").get(leak);', "ROUTE /leak"],
    ["app.use(router);", "USE router"],
    ["app.use(makeRouter(pool));", "USE makeRouter"],
    ['app.get(["/leak", "/drip"], leak);', 'GET ["/leak", "/drip"]'],
    ['AHEAD.set("/leak", leak);', "POST /leak"],
  ])("as %s", (line, endpoint) => {
    expect(addedBy(`${server}\n${line}`)).toEqual([endpoint]);
  });

  test("among those ahead of Express, whatever its function is called", () => {
    const line = '["/webhooks", receiveWebhooks],';
    expect(server).toContain(line);
    expect(addedBy(server.replace(line, `${line} ["/leak", leak],`))).toEqual(["POST /leak"]);
    expect(() => findEndpoints(server.replace(line, `${line} [LEAK, leak],`))).toThrow(
      "no plain text",
    );
  });

  test("on the port of operations", () => {
    expect(findCases('switch (path) { case "/leak": return leak(); }')).toEqual(["/leak"]);
  });
});
