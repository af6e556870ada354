import { expect, test } from "vitest";
import { findWayBack } from "../../../app/components/frame/find-way-back.ts";

const PLACE = { shop: "mugs.myshopify.com", host: "YWRtaW4", locale: "de" };

test("a page of the app is found again with what it showed and with its place in the admin", () => {
  expect(findWayBack("/app/customers?segment=vip&locale=en", PLACE, "token")).toBe(
    "/app/customers?segment=vip&locale=de&shop=mugs.myshopify.com&host=YWRtaW4&embedded=1&id_token=token",
  );
  expect(findWayBack("/app", PLACE, "token")).toContain("/app?shop=mugs.myshopify.com&");
});

test.each([
  "https://elsewhere.example/app",
  "//elsewhere.example/app",
  "/\\elsewhere.example/app",
  "javascript:alert(1)",
  "/application",
  "/auth/login",
  "/app/../auth/login",
])("nobody is led to %s", (path) => {
  expect(findWayBack(path, PLACE, "token")).toBeNull();
});

test.each([{}, { shop: PLACE.shop }, { host: PLACE.host }])(
  "a frame that is nowhere in the admin (%j) has no way back",
  (place) => {
    expect(findWayBack("/app", place, "token")).toBeNull();
  },
);
