import { expect, test } from "vitest";
import { isConsentDenied } from "../../../../app/pipeline/capture/api-consent.ts";

const segment = (categoryPreferences: unknown) => ({ consent: { categoryPreferences } });
const rudder = (deniedConsentIds: unknown) => ({ consentManagement: { deniedConsentIds } });

test.each([
  [segment({ Advertising: true, Analytics: false })],
  [segment({ "web-analytics": false })],
  [segment({ C0001: true, C0002: false })],
  [segment({ statistics: false })],
  [rudder(["advertising", "analytics"])],
  [rudder(["C0002"])],
])("a no to analytics is heard: %j", (context) => {
  expect(isConsentDenied(context)).toBe(true);
});

test.each([
  [undefined],
  [null],
  ["analytics: false"],
  [{}],
  [segment({ Analytics: true })],
  [segment({ Advertising: false, Functional: false })],
  [segment({ Analytics: "false" })],
  [segment(["Analytics"])],
  [rudder(["advertising"])],
  [rudder("analytics")],
  [{ consentManagement: { allowedConsentIds: ["analytics"] } }],
])("no such word is no refusal: %j", (context) => {
  expect(isConsentDenied(context)).toBe(false);
});
