import { Link, Text } from "@shopify/polaris";

/** A customer by id, since names are never stored; a visitor has no page. */
export function CustomerLink(props: { customerId: string | null; isIdOnly?: boolean }) {
  const { customerId, isIdOnly = false } = props;
  if (customerId === null) return <Text as="span">A visitor</Text>;
  return (
    <Link url={`/app/customers/${customerId}`} removeUnderline>
      <span className={isIdOnly ? "k-nowrap" : "k-break"}>
        {isIdOnly ? customerId : `Customer ${customerId}`}
      </span>
    </Link>
  );
}
