import { Banner } from "@shopify/polaris";

export const UNKNOWN_SHOP =
  "This shop is not installed any more. Open the app again from the admin.";

/** The operator has to act: without a key to seal with, no secret is kept. */
export function NoSealKey() {
  return (
    <Banner tone="warning" title="This installation keeps no secrets yet">
      Ask whoever runs Kindling for you to set SEAL_KEYS: without it there is nothing to keep a
      secret safe with.
    </Banner>
  );
}
