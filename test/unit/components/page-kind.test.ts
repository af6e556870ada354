import { expect, test } from "vitest";
import { kindOfPage } from "../../../app/components/frame/page-kind.ts";

test.each([
  ["/app", "home"],
  ["/app/", "home"],
  ["/app/segments", "list"],
  ["/app/segments/", "list"],
  ["/app/segments/vip", "detail"],
  ["/app/segments/new", "editor"],
  ["/app/segments/vip/edit", "editor"],
  ["/app/customers/1001", "detail"],
  ["/app/activity", "rows"],
  ["/app/data-quality", "rows"],
  ["/app/predictions", "detail"],
  ["/app/insights", "plots"],
  ["/app/scoring", "workbench"],
  ["/app/settings/export", "form"],
])("%s has the shape of a %s", (path, kind) => {
  expect(kindOfPage(path)).toBe(kind);
});
