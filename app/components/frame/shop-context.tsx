import { createContext, useContext, type ReactNode } from "react";

/** What every component needs to show a time: the shop's zone and the instant that the page is as of. */
interface ShopDisplay {
  /** IANA time zone, in which a merchant reads all dates. */
  timezone: string;
}

const ShopDisplayContext = createContext<ShopDisplay>({ timezone: "UTC" });

export function ShopDisplayProvider({ timezone, children }: ShopDisplay & { children: ReactNode }) {
  return <ShopDisplayContext.Provider value={{ timezone }}>{children}</ShopDisplayContext.Provider>;
}

export const useShopDisplay = (): ShopDisplay => useContext(ShopDisplayContext);
