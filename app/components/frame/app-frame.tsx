import { Link } from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import type { ReactNode } from "react";
import { ShopDisplayProvider } from "./shop-context.tsx";

/** Polaris, the admin's navigation and the shop's time zone around every page. */
export function AppFrame(props: { apiKey: string; timezone: string; children: ReactNode }) {
  return (
    // Not "embedded": that only adds App Bridge's script to the body, and it already leads the head.
    <AppProvider isEmbeddedApp={false} apiKey={props.apiKey}>
      <NavMenu>
        <Link to="/app" rel="home">
          Home
        </Link>
        <Link to="/app/segments">Segments</Link>
        <Link to="/app/customers">Customers</Link>
        <Link to="/app/predictions">Predictions</Link>
        <Link to="/app/scoring">Scoring</Link>
        <Link to="/app/sources">Sources</Link>
        <Link to="/app/activate">Activate</Link>
        <Link to="/app/activity">Activity</Link>
        <Link to="/app/data-quality">Data quality</Link>
      </NavMenu>
      <ShopDisplayProvider timezone={props.timezone}>{props.children}</ShopDisplayProvider>
    </AppProvider>
  );
}
