import { BlockStack, Text } from "@shopify/polaris";
import type { IdentityKind } from "../../pipeline/shared/identities.ts";
import type { KnownIdentity } from "../../queries/read-identities.ts";
import { InstantText } from "../format/instant-text.tsx";
import { SectionCard } from "../table/section-card.tsx";

const KIND_WORDS: Record<IdentityKind, string> = {
  customer: "Customer",
  user: "Account of your own",
  email: "Email, as a keyed hash",
  phone: "Phone, as a keyed hash",
  order: "Order",
  checkout: "Checkout",
  cart: "Cart",
  session: "Visit",
  client: "Browser",
};

/** The ids under which this person is known, and what tied them together. */
export function IdentityCard({ identities }: { identities: readonly KnownIdentity[] }) {
  return (
    <SectionCard title="Known as" hint="Ids only: names and contact data are never stored.">
      <BlockStack gap="200">
        {identities.map(({ kind, key, linkedAt, linkReason }) => (
          <div key={`${kind} ${key}`} className="k-shrink">
            <Text as="p">
              {KIND_WORDS[kind]} <span className="k-code">{key}</span>
            </Text>
            {kind !== "customer" && linkedAt !== null ? (
              <Text as="p" variant="bodySm" tone="subdued">
                {linkReason?.replaceAll("_", " ").replaceAll("-", " ")},{" "}
                <InstantText at={linkedAt} />
              </Text>
            ) : null}
          </div>
        ))}
      </BlockStack>
    </SectionCard>
  );
}
