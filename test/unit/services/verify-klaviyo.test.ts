import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { verifyKlaviyo } from "../../../app/services/verify-klaviyo.ts";

const secret = "a secret of sixteen letters";
const body = Buffer.from('{"data":[]}');
const timestamp = "Tue, 14 Apr 2026 03:50:12 GMT";
const now = Date.parse(timestamp) + 30_000;
const sign = (signed: string, key = secret) =>
  createHmac("sha256", key).update(signed).digest("hex");

const verify = (changed: Partial<Parameters<typeof verifyKlaviyo>[0]> = {}) => {
  const signature = sign(`${body.toString()}${changed.timestamp ?? timestamp}`);
  return verifyKlaviyo({ secret, body, signature, timestamp, now, ...changed }).outcome;
};

test("the body and then the time are signed", () => {
  expect(verify()).toBe("verified");
  expect(verify({ timestamp: "2026-04-14T03:50:12+00:00" })).toBe("verified");
  expect(verify({ signature: sign(`${timestamp}${body.toString()}`) })).toBe("wrong-signature");
  expect(verify({ signature: sign(body.toString()) })).toBe("wrong-signature");
});

test("a known vector holds, so that sender and check cannot both be wrong", () => {
  // printf '%s' '{"data":[]}Tue, 14 Apr 2026 03:50:12 GMT' | openssl dgst -sha256 -hmac 'a secret of sixteen letters'
  const signature = "50f2f16ea9cc2eb46c3b637af612a57c64d4fcd4b78f12b6409ee57fd193ca8a";
  expect(verify({ signature })).toBe("verified");
});

test("anything else is refused", () => {
  expect(verify({ secret: "another secret of the same length" })).toBe("wrong-signature");
  expect(verify({ body: Buffer.from('{"data":[ ]}') })).toBe("wrong-signature");
  expect(verify({ signature: null })).toBe("wrong-signature");
  expect(verify({ signature: "" })).toBe("wrong-signature");
  expect(verify({ signature: "not hex at all" })).toBe("wrong-signature");
  expect(verify({ timestamp: null, signature: sign(body.toString()) })).toBe("wrong-signature");
});

test("a request may be tried again for three days, and be no more than minutes ahead", () => {
  const hour = 3_600_000;
  expect(verify({ now: now + 71 * hour })).toBe("verified");
  expect(verify({ now: now + 73 * hour })).toBe("wrong-time");
  expect(verify({ now: now - 4 * 60_000 })).toBe("verified");
  expect(verify({ now: now - 10 * 60_000 })).toBe("wrong-time");
  expect(verify({ timestamp: "whenever" })).toBe("wrong-time");
});
