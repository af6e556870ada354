import type { Receipt } from "../../queries/read-privacy-requests.ts";

/** What each topic is called in the catalogs. */
export const TOPIC_NAMES = {
  "customers/data_request": "dataRequest",
  "customers/redact": "customerRedact",
  "shop/redact": "shopRedact",
  "merchant/erase": "merchantErase",
  "visitor/withdrawal": "visitorWithdrawal",
} as const satisfies Record<Receipt["topic"], string>;
