import { Box, Link, Text } from "@shopify/polaris";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { CustomerItem } from "../../queries/list-customers.ts";
import { CustomerLink } from "../customers/customer-link.tsx";
import { useNames } from "../customers/names/names-context.tsx";
import { InstantText } from "../format/instant-text.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";

/** Where names are turned on. */
const NAMES = "/app/settings?tab=privacy";

interface Props {
  customers: readonly CustomerItem[];
  asOf: Instant;
}

/** The customers of the highest intent: who may buy in the next hours. */
export function HotCustomers({ customers, asOf }: Props) {
  const { t } = useWords("home");
  const { isOn: hasNames } = useNames();
  return (
    <SectionCard
      title={t("hot.title")}
      hint={t("hot.hint")}
      isFlush
      action={
        <Link url="/app/customers?sort=intent" removeUnderline>
          {t("hot.all")}
        </Link>
      }
    >
      {customers.length === 0 ? (
        <Box padding="400" paddingBlockStart="0">
          <Text as="p" tone="subdued">
            {t("hot.none")}
          </Text>
        </Box>
      ) : (
        <ol className="k-list">
          {customers.map((customer) => (
            <HotRow key={customer.customerId} customer={customer} asOf={asOf} />
          ))}
        </ol>
      )}
      {customers.length === 0 || hasNames ? null : <ByIdNote />}
    </SectionCard>
  );
}

/** An id says nothing to a merchant: the way to names stands where ids are met first. */
function ByIdNote() {
  const { t } = useWords("home");
  return (
    <Box
      padding="400"
      paddingBlock="300"
      borderBlockStartWidth="025"
      borderColor="border-secondary"
    >
      <Text as="p" variant="bodySm" tone="subdued">
        {t("hot.byId")} <Link url={NAMES}>{t("hot.showNames")}</Link>
      </Text>
    </Box>
  );
}

function HotRow({ customer, asOf }: { customer: CustomerItem; asOf: Instant }) {
  const { t, format } = useWords("home");
  return (
    <li>
      <div className="k-grow">
        <CustomerLink customerId={customer.customerId} hasAvatar />
        <Text as="p" variant="bodySm" tone="subdued">
          {customer.lastSeenAt === null ? (
            t("hot.notSeen")
          ) : (
            <InstantText at={customer.lastSeenAt} asOf={asOf} />
          )}
          {customer.segments.map(({ name }) => ` · ${name}`)}
        </Text>
      </div>
      <Text as="span" variant="headingMd" numeric>
        {customer.intent === null ? "–" : format.score(customer.intent)}
      </Text>
    </li>
  );
}
