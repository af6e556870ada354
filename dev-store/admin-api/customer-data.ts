import { GraphQLError } from "graphql";

/**
 * Which of the fields that name or reach a person the app may read: Shopify calls them protected customer data of level 2
 * and approves each kind by itself. Read at every use, set them at any time.
 */
export interface CustomerDataApproval {
  name: boolean;
  email: boolean;
  phone: boolean;
  address: boolean;
}

/** As of an app that asked for all of it and was approved. */
export const createCustomerDataApproval = (): CustomerDataApproval => ({
  name: true,
  email: true,
  phone: true,
  address: true,
});

const KINDS: Record<string, keyof CustomerDataApproval> = {
  firstName: "name",
  lastName: "name",
  displayName: "name",
  email: "email",
  defaultEmailAddress: "email",
  phone: "phone",
  defaultPhoneNumber: "phone",
  addresses: "address",
  defaultAddress: "address",
};

/** Refuses a customer's field that the app is not approved for, in Shopify's words: the field is null then. */
export function requireApproval(approval: CustomerDataApproval, fieldName: string): void {
  const kind = Object.hasOwn(KINDS, fieldName) ? KINDS[fieldName] : undefined;
  if (kind === undefined || approval[kind]) return;
  throw new GraphQLError(
    `This app is not approved to use the ${fieldName} field. See https://partners.shopify.com/1/apps/1/customer_data for more details.`,
    {
      extensions: {
        code: "ACCESS_DENIED",
        documentation: "https://shopify.dev/apps/store/data-protection/protected-customer-data",
      },
    },
  );
}
