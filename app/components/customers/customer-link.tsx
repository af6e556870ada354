import { InlineStack, Link, Text } from "@shopify/polaris";
import { useWords } from "../words/use-words.ts";
import { CustomerAvatar } from "./names/customer-avatar.tsx";
import { useCustomerName } from "./names/names-context.tsx";

/** A customer by name where names are shown, by id elsewhere, since names are never stored; a visitor has no page. */
export function CustomerLink(props: {
  customerId: string | null;
  isIdOnly?: boolean;
  hasAvatar?: boolean;
  /** Within a sentence it is underlined: its color alone would not tell it from the words around it. */
  isInText?: boolean;
}) {
  const { t } = useWords("common");
  const { customerId, isIdOnly = false, hasAvatar = false, isInText = false } = props;
  const name = useCustomerName(customerId);
  if (customerId === null) return <Text as="span">{t("person.visitor")}</Text>;
  const byId = isIdOnly ? customerId : t("person.customer", { id: customerId });
  const link = (
    <Link url={`/app/customers/${customerId}`} removeUnderline={!isInText}>
      <span className={isIdOnly && name === null ? "k-nowrap" : "k-break"}>{name ?? byId}</span>
    </Link>
  );
  if (!hasAvatar) return link;
  return (
    <InlineStack gap="200" blockAlign="center" wrap={false}>
      <CustomerAvatar customerId={customerId} />
      {link}
    </InlineStack>
  );
}
