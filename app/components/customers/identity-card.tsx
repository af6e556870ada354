import { BlockStack, Text } from "@shopify/polaris";
import type { KnownIdentity } from "../../queries/read-identities.ts";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { kindWords, reasonWords } from "./identity-words.ts";

/** So many are read at a glance; who orders often has an id for each order, which nobody looks for here. */
const SHOWN = 6;

/** The ids under which this person is known, and what tied them together. */
export function IdentityCard({ identities }: { identities: readonly KnownIdentity[] }) {
  const { t, format } = useWords("customers");
  const folded = identities.slice(SHOWN);
  return (
    <SectionCard title={t("identity.title")} hint={t("identity.hint")}>
      <Identities identities={identities.slice(0, SHOWN)} />
      {folded.length === 0 ? null : (
        <details className="k-details">
          <summary>
            {t("identity.more", { count: folded.length, amount: format.count(folded.length) })}
          </summary>
          <div className="k-plain">
            <Identities identities={folded} />
          </div>
        </details>
      )}
    </SectionCard>
  );
}

function Identities({ identities }: { identities: readonly KnownIdentity[] }) {
  return (
    <BlockStack gap="200">
      {identities.map((identity) => (
        <Identity key={`${identity.kind} ${identity.key}`} identity={identity} />
      ))}
    </BlockStack>
  );
}

function Identity({ identity }: { identity: KnownIdentity }) {
  const words = useWords("customers");
  const { t, format } = words;
  const { kind, key, linkedAt, linkReason, sharedSince } = identity;
  return (
    <div className="k-shrink">
      <Text as="p">
        {kindWords(words, kind)} <span className="k-code">{key}</span>
      </Text>
      {kind !== "customer" && linkedAt !== null ? (
        <Text as="p" variant="bodySm" tone="subdued">
          {t("identity.linked", {
            reason: reasonWords(words, linkReason ?? ""),
            date: format.dateTime(linkedAt),
          })}
        </Text>
      ) : null}
      {sharedSince === null ? null : (
        <Text as="p" variant="bodySm" tone="caution">
          {t("identity.shared", { date: format.dateTime(sharedSince) })}
        </Text>
      )}
    </div>
  );
}
