import type { Plan } from "../../state/types.ts";
import { toDateTime } from "../api-node.ts";
import type { ApiContext, ApiNode } from "../api-node.ts";
import { toGid } from "../gid.ts";
import { metafieldFields } from "./metafield-node.ts";

const PLAN_NAMES: Record<Plan, string> = {
  standard: "Grow",
  advanced: "Advanced",
  plus: "Shopify Plus",
};

export function toShopNode(context: ApiContext): ApiNode {
  const { record } = context.state;
  const id = toGid("Shop", record.id);
  const url = `https://${record.domain}`;
  const offset = offsetMinutes(record.timezone, context.now);
  const createdAt = toDateTime(record.createdAt);
  return {
    __typename: "Shop",
    id,
    name: record.name,
    description: null,
    email: record.email,
    contactEmail: record.email,
    shopOwnerName: "Dev Store",
    myshopifyDomain: record.domain,
    url,
    primaryDomain: {
      __typename: "Domain",
      id: toGid("Domain", record.id),
      host: record.domain,
      sslEnabled: true,
      url,
    },
    currencyCode: record.currency,
    enabledPresentmentCurrencies: [record.currency],
    ianaTimezone: record.timezone,
    timezoneAbbreviation: abbreviation(record.timezone, context.now),
    timezoneOffset: offsetText(offset),
    timezoneOffsetMinutes: offset,
    weightUnit: "KILOGRAMS",
    unitSystem: "METRIC_SYSTEM",
    taxesIncluded: false,
    setupRequired: false,
    createdAt,
    updatedAt: createdAt,
    plan: {
      __typename: "ShopPlan",
      displayName: PLAN_NAMES[record.plan],
      publicDisplayName: PLAN_NAMES[record.plan],
      partnerDevelopment: false,
      shopifyPlus: record.plan === "plus",
    },
    ...metafieldFields(context, id),
  };
}

function offsetMinutes(timezone: string, at: number): number {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: timezone, timeZoneName: "longOffset" })
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName");
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(parts?.value ?? "") ?? [];
  if (hours === undefined) return 0;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function offsetText(minutes: number): string {
  const absolute = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(absolute / 60))}${two(absolute % 60)}`;
}

function abbreviation(timezone: string, at: number): string {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: timezone, timeZoneName: "short" });
  return parts.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? timezone;
}
