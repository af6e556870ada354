import fc from "fast-check";
import { expect, test } from "vitest";
import { createRouteNames } from "../../../app/operations/route-names.ts";

const ROUTES = [
  { id: "root", path: "" },
  { id: "routes/_index", parentId: "root", index: true },
  { id: "routes/app", parentId: "root", path: "app" },
  { id: "routes/app._index", parentId: "routes/app", index: true },
  { id: "routes/app.customers", parentId: "routes/app", path: "customers" },
  { id: "routes/app.customers.$id", parentId: "routes/app.customers", path: ":customerId" },
  { id: "routes/app.customers.file", parentId: "routes/app", path: "customers/:customerId/file" },
  { id: "routes/auth", parentId: "root", path: "auth/*" },
];
const ENDPOINTS = ["/proxy/events", "/v1/:call"];
const nameRoute = createRouteNames(ENDPOINTS, ROUTES);

test.each([
  ["/", "/"],
  ["/app", "/app"],
  ["/app/customers", "/app/customers"],
  ["/app/customers/7001", "/app/customers/:customerId"],
  ["/app/customers/7001/file", "/app/customers/:customerId/file"],
  ["/auth/login/at/length", "/auth/*"],
  ["/proxy/events", "/proxy/events"],
  ["/v1/track", "/v1/:call"],
  ["/v1/track/more", "other"],
  ["/assets/page-Ab12.js", "/assets/*"],
  ["/.env", "other"],
  ["/app/customers/a%20person@example.com", "/app/customers/:customerId"],
])("%s is counted as %s", (path, name) => {
  expect(nameRoute(path)).toBe(name);
});

test("whatever is asked for, there are no more names than routes", () => {
  const names = new Set(["/assets/*", "other", ...ENDPOINTS]);
  for (const name of ["/", "/app", "/app/customers", "/app/customers/:customerId"]) names.add(name);
  names.add("/app/customers/:customerId/file").add("/auth/*");
  const part = fc.oneof(
    fc.constantFrom("app", "customers", "v1", "auth", "proxy"),
    fc.string({ maxLength: 12 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) =>
      names.has(nameRoute(`/${parts.join("/")}`)),
    ),
  );
});
