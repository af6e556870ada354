import { describe, expect, test } from "vitest";
import { readTouch } from "../../../extensions/storefront-source/channel.ts";

const at = (search: string, referrer = "") =>
  readTouch({ search, hostname: "shop.example" }, referrer);

describe("how the page was reached", () => {
  test.each([
    ["", {}],
    ["?page=2&sort=price&q=clid&variant=1", {}],
    [
      "?utm_source=klaviyo&utm_medium=email&utm_campaign=autumn%20sale&utm_term=mug&utm_content=x",
      { source: "klaviyo", medium: "email", campaign: "autumn sale" },
    ],
    ["?utm_source=&utm_campaign=ada@example.com&utm_medium=email", { medium: "email" }],
    [`?utm_campaign=${"x".repeat(300)}`, { campaign: "x".repeat(100) }],
  ])("%s", (search, touch) => {
    expect(at(search)).toEqual(touch);
  });

  test.each(
    "gclid gbraid wbraid dclid fbclid igshid ttclid msclkid twclid li_fat_id epik rdt_cid irclickid awc _kx mc_eid".split(
      " ",
    ),
  )("%s marks a click, and its value is nobody's business", (name) => {
    expect(at(`?${name}=secret`)).toEqual({ clickId: name });
  });

  test("the referring host counts, unless it is the shop itself; its path does not", () => {
    expect(at("", "https://mail.example.com/inbox/ada?x=1")).toEqual({
      referrer: "mail.example.com",
    });
    expect(at("", "https://shop.example/cart")).toEqual({});
  });
});
