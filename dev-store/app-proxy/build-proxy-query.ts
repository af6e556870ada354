import { signProxyQuery } from "./sign-proxy-query.ts";

export interface ProxyVisit {
  shopDomain: string;
  /** null: nobody is logged in; the parameter is then sent empty. */
  customerId: string | null;
  /** "/apps/kindling" */
  pathPrefix: string;
  /** ms of the dev store's clock; the library refuses what is more than 90 s off. */
  at: number;
}

/**
 * What Shopify adds to the visitor's own query. A visitor's parameter of the same name stays beside
 * it and is signed too: it is for the app to refuse such a repeat.
 */
export function buildProxyQuery(
  visitorQuery: URLSearchParams,
  visit: ProxyVisit,
  clientSecret: string,
): URLSearchParams {
  const query = new URLSearchParams(visitorQuery);
  query.append("shop", visit.shopDomain);
  query.append("logged_in_customer_id", visit.customerId ?? "");
  query.append("path_prefix", visit.pathPrefix);
  query.append("timestamp", String(Math.floor(visit.at / 1000)));
  query.append("signature", signProxyQuery(query, clientSecret));
  return query;
}
