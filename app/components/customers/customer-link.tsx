import { Link, Text } from "@shopify/polaris";

/** A customer by id, since names are never stored; a visitor has no page. */
export function CustomerLink({ customerId }: { customerId: string | null }) {
  if (customerId === null) return <Text as="span">A visitor</Text>;
  return (
    <Link url={`/app/customers/${customerId}`} removeUnderline>
      <span className="k-break">Customer {customerId}</span>
    </Link>
  );
}
