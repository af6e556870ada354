import { expect, test } from "vitest";
import {
  findClientWindows,
  JOINED_HISTORY_DAYS,
} from "../../../../app/pipeline/normalize/client-windows.ts";
import { resolveIdentities } from "../../../../app/pipeline/normalize/identity.ts";
import type {
  IdentityKind,
  IdentityLink,
  LinkReason,
} from "../../../../app/pipeline/shared/identities.ts";
import { DAY_MS, HOUR_MS, slotOf } from "../../../../app/pipeline/shared/time.ts";

const START = Date.parse("2026-06-01T00:00:00Z");
const after = (hours: number): number => START + hours * HOUR_MS;
const ref = (text: string) => {
  const [kind = "", key = ""] = text.split(":");
  return { kind: kind as IdentityKind, key };
};
const link = (from: string, to: string, hours: number, reason: LinkReason): IdentityLink => ({
  from: ref(from),
  to: ref(to),
  reason,
  at: after(hours),
});
const windowsOf = (...links: IdentityLink[]) =>
  findClientWindows(links, resolveIdentities({ identities: [], links }));
const joinedAt = (hours: number) => slotOf(after(hours) - JOINED_HISTORY_DAYS * DAY_MS);

test("a browser that nobody is known on counts whole", () => {
  expect(windowsOf(link("cart:c", "client:a", 1, "browse")).size).toBe(0);
});

test("what a browser did joins its person from 30 days before they were first known on it", () => {
  const windows = windowsOf(link("customer:1", "client:a", 5, "log-in"));
  expect(windows.get("client:a")).toEqual({ countsFrom: joinedAt(5), countsUntil: null });
});

test("a person is known on a browser when the last link on the way to them is there", () => {
  const windows = windowsOf(
    link("customer:1", "checkout:k", 3, "checkout"),
    link("checkout:k", "cart:c", 2, "checkout"),
    link("cart:c", "client:a", 9, "browse"),
    link("client:a", "client:b", 20, "pixel"),
  );
  expect(windows.get("client:a")?.countsFrom).toBe(joinedAt(9));
  expect(windows.get("client:b")?.countsFrom).toBe(joinedAt(20));
  const soon = windowsOf(
    link("customer:1", "cart:c", 30, "order"),
    link("cart:c", "client:a", 2, "browse"),
    link("client:a", "client:b", 4, "pixel"),
  );
  expect(soon.get("client:a")?.countsFrom).toBe(joinedAt(30));
  expect(soon.get("client:b")?.countsFrom).toBe(joinedAt(30));
});

test("two customers on one browser are two people from then on", () => {
  const windows = windowsOf(
    link("customer:1", "client:a", 1, "log-in"),
    link("customer:2", "client:a", 50, "log-in"),
    link("customer:3", "client:a", 70, "log-in"),
  );
  expect(windows.get("client:a")).toEqual({
    countsFrom: joinedAt(1),
    countsUntil: slotOf(after(50)),
  });
});

test("a cart of another customer in the browser's hands parts it as well", () => {
  const windows = windowsOf(
    link("customer:1", "client:a", 1, "browse"),
    link("customer:2", "cart:c", 2, "order"),
    link("cart:c", "client:a", 60, "browse"),
  );
  expect(windows.get("client:a")?.countsUntil).toBe(slotOf(after(60)));
});

test("a claim does not part what a signature joined, and parts what a claim joined", () => {
  const signed = windowsOf(
    link("customer:1", "client:a", 1, "log-in"),
    link("customer:2", "client:a", 2, "pixel"),
  );
  expect(signed.get("client:a")?.countsUntil).toBeNull();
  const claimed = windowsOf(
    link("customer:1", "client:a", 1, "pixel"),
    link("customer:2", "client:a", 2, "pixel"),
  );
  expect(claimed.get("client:a")?.countsUntil).toBe(slotOf(after(2)));
});
