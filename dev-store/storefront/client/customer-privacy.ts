interface Consent {
  analytics: boolean;
  marketing: boolean;
  preferences: boolean;
  sale_of_data: boolean;
}

type Answer = "yes" | "no" | "";

export interface CustomerPrivacy {
  analyticsProcessingAllowed(): boolean;
  marketingAllowed(): boolean;
  preferencesProcessingAllowed(): boolean;
  saleOfDataAllowed(): boolean;
  /** "" where the visitor has not chosen. */
  currentVisitorConsent(): Record<keyof Consent, Answer>;
  setTrackingConsent(consent: Partial<Consent>, done?: () => void): void;
  shouldShowBanner(): boolean;
}

/**
 * The storefront's consent interface for a region where nothing is allowed before the visitor says so.
 * The choice is kept per shop in the browser.
 */
export function createCustomerPrivacy(shop: string): CustomerPrivacy {
  const key = `consent ${shop}`;
  const read = (): Partial<Consent> => {
    const parsed: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    return typeof parsed === "object" && parsed !== null ? parsed : {};
  };
  const isAllowed = (purpose: keyof Consent): boolean => read()[purpose] === true;
  const answer = (purpose: keyof Consent): Answer => {
    const chosen = read()[purpose];
    if (chosen === undefined) return "";
    return chosen ? "yes" : "no";
  };

  return {
    analyticsProcessingAllowed: () => isAllowed("analytics"),
    marketingAllowed: () => isAllowed("marketing"),
    preferencesProcessingAllowed: () => isAllowed("preferences"),
    saleOfDataAllowed: () => isAllowed("sale_of_data"),
    currentVisitorConsent: () => ({
      analytics: answer("analytics"),
      marketing: answer("marketing"),
      preferences: answer("preferences"),
      sale_of_data: answer("sale_of_data"),
    }),
    setTrackingConsent(consent, done) {
      localStorage.setItem(key, JSON.stringify({ ...read(), ...consent }));
      document.dispatchEvent(
        new CustomEvent("visitorConsentCollected", {
          detail: {
            analyticsAllowed: isAllowed("analytics"),
            marketingAllowed: isAllowed("marketing"),
            preferencesAllowed: isAllowed("preferences"),
            saleOfDataAllowed: isAllowed("sale_of_data"),
          },
        }),
      );
      done?.();
    },
    shouldShowBanner: () => Object.keys(read()).length === 0,
  };
}
