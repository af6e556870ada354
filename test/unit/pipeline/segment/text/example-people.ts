import type { Outlook } from "../../../../../app/pipeline/segment/outlook.ts";
import type { PersonFacts } from "../../../../../app/pipeline/segment/situation.ts";
import { DAY_MS, HOUR_MS } from "../../../../../app/pipeline/shared/time.ts";
import { NOW } from "../../score/facts.ts";
import type { Known } from "../situations.ts";
import { someone } from "./people.ts";

const days = (count: number): number => count * DAY_MS;
const hours = (count: number): number => count * HOUR_MS;

const emailConsent = { consents: { email: "SUBSCRIBED", sms: null } };
const smsConsent = { consents: { email: null, sms: "SUBSCRIBED" } };
const inVip = { memberships: { vip: { member: true, since: NOW - days(100) } } };

function expecting(
  told: Partial<Outlook["estimates"]>,
  nextOrderAt: number | null = null,
): Partial<PersonFacts> {
  const estimates: Outlook["estimates"] = {
    "order-1-hour": null,
    "order-24-hours": null,
    "order-7-days": null,
    "order-30-days": null,
    "order-horizon": null,
    churn: null,
    vip: null,
    "lifetime-value": null,
    ...told,
  };
  return { outlook: { estimates, nextOrderAt } };
}

const exactly = (expected: number) => ({ expected, low: null, high: null });

const bought = (...agoDays: number[]) => ({ bought: agoDays.map((ago) => ({ agoMs: days(ago) })) });

/** Of each example of the document somebody it is for, and somebody who is close to it and is not meant. */
export const EXAMPLE_PEOPLE: Readonly<Record<string, readonly [meant: Known, other: Known]>> = {
  "Welcome after the first order": [someone(bought(2)), someone(bought(2, 90))],
  "Second-order nudge": [someone(bought(40)), someone(bought(40, 35))],
  Replenishment: [
    someone({ bought: [{ agoMs: days(30), product: "coffee" }] }),
    someone({
      bought: [
        { agoMs: days(30), product: "coffee" },
        { agoMs: days(3), product: "coffee" },
      ],
    }),
  ],
  "Browse abandonment by collection": [
    someone({
      did: [
        ["product_viewed", hours(30), "shoe"],
        ["product_viewed", hours(29), "shoe"],
        ["product_viewed", hours(3), "shoe"],
      ],
    }),
    someone({
      did: [
        ["product_viewed", hours(30), "shoe"],
        ["product_viewed", hours(29), "shoe"],
        ["product_viewed", hours(3), "shoe"],
        ["product_added_to_cart", hours(2), "shoe"],
      ],
    }),
  ],
  "Cannot decide": [
    someone({
      did: [
        ["product_viewed", hours(70), "socks"],
        ["product_viewed", hours(40), "socks"],
        ["product_viewed", hours(3), "socks"],
      ],
    }),
    someone({
      did: [
        ["product_viewed", hours(70), "socks"],
        ["product_viewed", hours(40), "shoe"],
        ["product_viewed", hours(3), "gift"],
      ],
    }),
  ],
  "Cart reminder": [
    someone({ did: [["product_added_to_cart", hours(5)]] }),
    someone({
      did: [
        ["product_added_to_cart", hours(5)],
        ["cart_emptied", hours(4)],
      ],
    }),
  ],
  "High-value cart": [
    someone({ did: [["product_added_to_cart", hours(5), "shoe"]] }),
    someone({ did: [["product_added_to_cart", hours(5), "socks"]] }),
  ],
  "Checkout reminder": [
    someone({ did: [["checkout_address_info_submitted", hours(1)]] }),
    someone({
      did: [["checkout_address_info_submitted", hours(1)]],
      bought: [{ agoMs: hours(0.75) }],
    }),
  ],
  "VIP early access": [
    someone({ bought: [{ agoMs: days(9), minor: 900 }], person: emailConsent }),
    someone({ bought: [{ agoMs: days(9), minor: 900 }], person: smsConsent }),
  ],
  "VIPs who go quiet": [
    someone({ ...bought(200), person: inVip }),
    someone({ ...bought(3), person: inVip }),
  ],
  "Win-back, first step": [someone(bought(110)), someone(bought(130))],
  "Win-back, second step": [
    someone({ ...bought(130), person: expecting({ churn: exactly(0.7) }) }),
    someone({ ...bought(130), person: expecting({ churn: exactly(0.97) }) }),
  ],
  "Win-back, last step": [
    someone({ ...bought(250), person: expecting({ "lifetime-value": exactly(5000) }) }),
    someone({ ...bought(250), person: expecting({ "lifetime-value": exactly(2000) }) }),
  ],
  "Discount-only buyers": [
    someone({
      bought: [
        { agoMs: days(9), isDiscounted: true },
        { agoMs: days(99), isDiscounted: true },
      ],
    }),
    someone({ bought: [{ agoMs: days(9), isDiscounted: true }, { agoMs: days(99) }] }),
  ],
  "Full-price loyal": [
    someone(bought(9, 99, 199)),
    someone({
      bought: [9, 99, 199, 250].map((ago) => ({ agoMs: days(ago), isDiscounted: ago === 250 })),
    }),
  ],
  "High intent by text message": [
    someone({
      did: [
        ["checkout_started", hours(0.2)],
        ["payment_info_submitted", hours(0.1)],
      ],
      person: smsConsent,
    }),
    someone({
      did: [
        ["checkout_started", hours(0.2)],
        ["payment_info_submitted", hours(0.1)],
        ["sms_clicked", hours(0.3)],
      ],
      person: smsConsent,
    }),
  ],
  "Price drop on what they looked at": [
    someone({ did: [["product_viewed", days(9), "socks"]] }),
    someone({ did: [["product_viewed", days(9), "shoe"]] }),
  ],
  "Lapsing subscribers": [
    someone({ did: [["email_opened", days(120)]], person: emailConsent }),
    someone({
      did: [
        ["email_opened", days(120)],
        ["email_clicked", days(20)],
      ],
      person: emailConsent,
    }),
  ],
  "Spends on one brand": [
    someone({ bought: [{ agoMs: days(9), product: "dear", minor: 100_00 }] }),
    someone({ bought: [{ agoMs: days(9), product: "gift", minor: 100_00 }] }),
  ],
  "Dear cart, no order": [
    someone({ did: [["product_added_to_cart", days(2), "dear"]] }),
    someone({ did: [["product_added_to_cart", days(2), "cheap"]] }),
  ],
  "Gift buyers": [
    someone({ bought: [{ agoMs: days(335), product: "gift" }] }),
    someone({ bought: [{ agoMs: days(335), product: "socks" }] }),
  ],
  "Cross-sell between categories": [
    someone({ bought: [{ agoMs: days(20), product: "shoe" }] }),
    someone({
      bought: [
        { agoMs: days(20), product: "shoe" },
        { agoMs: days(400), product: "socks" },
      ],
    }),
  ],
  "Review request": [
    someone({ did: [["order_fulfilled", days(15)]] }),
    someone({
      did: [
        ["order_fulfilled", days(15)],
        ["product_reviewed", days(9)],
      ],
    }),
  ],
  "Many returns": [
    someone({
      did: [
        ["order_refunded", days(150)],
        ["order_refunded", days(9)],
      ],
    }),
    someone({ did: [["order_refunded", days(9)]] }),
  ],
  "Likely to buy anyway": [
    someone({ ...bought(50), person: expecting({ "order-7-days": exactly(0.4) }) }),
    someone({
      bought: [{ agoMs: days(50), isDiscounted: true }],
      person: expecting({ "order-7-days": exactly(0.4) }),
    }),
  ],
  "Next order is due": [
    someone({ ...bought(50), person: expecting({}, NOW + days(5)) }),
    someone({ ...bought(50), person: expecting({}, NOW + days(9)) }),
  ],
  "Unsure of the size": [
    someone({ did: [["size_guide_opened", hours(2)]] }),
    someone({
      did: [
        ["size_guide_opened", hours(2)],
        ["product_added_to_cart", hours(1.5)],
      ],
    }),
  ],
  "Only in the store": [
    someone({ bought: [{ agoMs: days(50), channel: "pos" }] }),
    someone({
      bought: [
        { agoMs: days(50), channel: "pos" },
        { agoMs: days(5), channel: "web" },
      ],
    }),
  ],
  "Quiet wholesalers": [
    someone({ ...bought(50), person: { tags: ["Wholesale"] } }),
    someone({ ...bought(50), person: { tags: ["staff"] } }),
  ],
  "Hot visitors": [
    someone({ person: { customerId: null, ...expecting({ "order-1-hour": exactly(0.25) }) } }),
    someone({ person: expecting({ "order-1-hour": exactly(0.25) }) }),
  ],
  "Rising stars": [
    someone({
      bought: [{ agoMs: days(9), minor: 250 }],
      person: expecting({ vip: exactly(0.35) }),
    }),
    someone({
      bought: [{ agoMs: days(9), minor: 900 }],
      person: expecting({ vip: exactly(0.35) }),
    }),
  ],
  "Waiting on the wishlist": [
    someone({ did: [["wishlist_added", days(20)]] }),
    someone({ did: [["wishlist_added", days(20)]], ...bought(10) }),
  ],
  "Ready for more": [
    someone({
      bought: [{ agoMs: days(30), product: "cheap" }],
      did: [
        ["product_viewed", days(2), "dear"],
        ["product_viewed", days(1), "dear"],
      ],
    }),
    someone({
      bought: [{ agoMs: days(30), product: "cheap" }],
      did: [
        ["product_viewed", days(2), "dear"],
        ["product_viewed", days(1), "cheap"],
      ],
    }),
  ],
  "Leave alone": [
    someone({ person: { consents: { email: "UNSUBSCRIBED", sms: null } } }),
    someone({ person: emailConsent, did: [["order_refunded", days(20)]] }),
  ],
};
