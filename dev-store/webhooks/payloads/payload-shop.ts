import type { Shop } from "../../state/shop.ts";

/** What a payload needs of its shop: currency, time zone, and the people that orders name. */
export type PayloadShop = Pick<Shop, "record" | "customer">;
