import { BlockStack, Text } from "@shopify/polaris";
import type { KnownIdentity } from "../../queries/read-identities.ts";
import { InstantText } from "../format/instant-text.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { KIND_WORDS, reasonWords } from "./identity-words.ts";

/** The ids under which this person is known, and what tied them together. */
export function IdentityCard({ identities }: { identities: readonly KnownIdentity[] }) {
  return (
    <SectionCard title="Known as" hint="Ids only: names and contact data are never stored.">
      <BlockStack gap="200">
        {identities.map((identity) => (
          <Identity key={`${identity.kind} ${identity.key}`} identity={identity} />
        ))}
      </BlockStack>
    </SectionCard>
  );
}

function Identity({ identity }: { identity: KnownIdentity }) {
  const { kind, key, linkedAt, linkReason, sharedSince } = identity;
  return (
    <div className="k-shrink">
      <Text as="p">
        {KIND_WORDS[kind]} <span className="k-code">{key}</span>
      </Text>
      {kind !== "customer" && linkedAt !== null ? (
        <Text as="p" variant="bodySm" tone="subdued">
          {reasonWords(linkReason ?? "")}, <InstantText at={linkedAt} />
        </Text>
      ) : null}
      {sharedSince === null ? null : (
        <Text as="p" variant="bodySm" tone="caution">
          Shared since <InstantText at={sharedSince} />: another customer was seen on it, so what is
          done there without logging in counts to neither.
        </Text>
      )}
    </div>
  );
}
