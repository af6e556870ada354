import type { Person } from "../simulate/world.ts";
import { iso } from "./delivery.ts";
import type { Delivery } from "./delivery.ts";

/** That a customer exists, their consents, and the tags that others gave them. */
export function tellAccount(person: Person, customerIdOf: (index: number) => string): Delivery[] {
  const { index, customerId, bornAt, consents, tags, mergedInto } = person;
  if (customerId === null || bornAt === null) return [];
  const told = (what: string, topic: string, body: object, at: number): Delivery => ({
    kind: "webhook",
    id: `${what}-${customerId}`,
    topic,
    body,
    at,
    person: index,
  });
  const id = Number(customerId);
  return [
    told(
      "born",
      "customers/create",
      { id, created_at: iso(bornAt), updated_at: iso(bornAt) },
      bornAt,
    ),
    ...consents.map(({ at, channel, state }, number) => {
      const consent = { state, consent_updated_at: iso(at) };
      return channel === "email"
        ? told(
            `email-${number}`,
            "customers_email_marketing_consent/update",
            { customer_id: id, email_marketing_consent: consent },
            at,
          )
        : told(
            `sms-${number}`,
            "customers_marketing_consent/update",
            { id, sms_marketing_consent: consent },
            at,
          );
    }),
    ...(mergedInto === null
      ? []
      : [
          told(
            "merged",
            "customers/merge",
            {
              admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${customerIdOf(mergedInto.index)}`,
              admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${customerId}`,
              status: "completed",
            },
            mergedInto.at,
          ),
        ]),
    ...tags.map(({ at, change, tag }, number) =>
      told(
        `tag-${number}`,
        `customer.tags_${change}`,
        { customerId: `gid://shopify/Customer/${customerId}`, tags: [tag], occurredAt: iso(at) },
        at,
      ),
    ),
  ];
}
