import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { readTokenShop } from "../../../app/endpoints/read-token-shop.ts";

const SECRET = "the app's secret";
const DEST = { dest: "https://a-shop.myshopify.com" };

function sign(claims: unknown, secret = SECRET): string {
  const parts = [{ alg: "HS256" }, claims].map((part) =>
    Buffer.from(typeof part === "string" ? part : JSON.stringify(part)).toString("base64url"),
  );
  const signature = createHmac("sha256", secret).update(parts.join(".")).digest("base64url");
  return [...parts, signature].join(".");
}
const byHeader = (token: string) =>
  readTokenShop({ url: "/app", headers: { authorization: `Bearer ${token}` } }, SECRET);
const byAddress = (token: string) =>
  readTokenShop({ url: `/app?shop=x&id_token=${token}&embedded=1`, headers: {} }, SECRET);

test("a token that the app's secret signed tells its shop, in a header and in an address", () => {
  expect(byHeader(sign(DEST))).toBe("a-shop.myshopify.com");
  expect(byAddress(sign(DEST))).toBe("a-shop.myshopify.com");
});

test("what nobody signed so is no shop's, whatever it says", () => {
  const [head, , signature] = sign(DEST).split(".");
  const swapped = Buffer.from(JSON.stringify({ dest: "https://b.myshopify.com" })).toString(
    "base64url",
  );
  const wrong = [
    ...["", "a.b.c", "..", sign(DEST, "another secret"), `${head}.${swapped}.${signature}`],
    ...[sign("no JSON"), sign({}), sign({ dest: 7 }), sign({ dest: "no address" }), sign("null")],
  ];
  for (const token of wrong) {
    expect(byHeader(token), token).toBeNull();
    expect(byAddress(token), token).toBeNull();
  }
  expect(readTokenShop({ url: "/app", headers: {} }, SECRET)).toBeNull();
});
