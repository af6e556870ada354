import { Link } from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import type { ComponentProps, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { languageOf } from "../../i18n/languages.ts";
import { CustomerNamesProvider } from "../customers/names/names-context.tsx";
import { ShopDisplayProvider } from "./shop-context.tsx";

type PolarisWords = ComponentProps<typeof AppProvider>["i18n"];

/** Polaris, the admin's navigation and the shop's time zone around every page. */
export function AppFrame(props: {
  apiKey: string;
  timezone: string;
  /** Whether customers are shown by the names that Shopify has. */
  showNames?: boolean;
  children: ReactNode;
}) {
  const { t, i18n } = useTranslation("common");
  // Polaris' own words ("More actions", "Clear") are a catalog like ours.
  const polaris: PolarisWords = i18n.getResourceBundle(languageOf(i18n.language), "polaris");
  return (
    // Not "embedded": that only adds App Bridge's script to the body, and it already leads the head.
    <AppProvider isEmbeddedApp={false} apiKey={props.apiKey} i18n={polaris}>
      <NavMenu>
        <Link to="/app" rel="home">
          {t("nav.home")}
        </Link>
        <Link to="/app/segments">{t("nav.segments")}</Link>
        <Link to="/app/customers">{t("nav.customers")}</Link>
        <Link to="/app/insights">{t("nav.insights")}</Link>
        <Link to="/app/predictions">{t("nav.predictions")}</Link>
        <Link to="/app/scoring">{t("nav.scoring")}</Link>
        <Link to="/app/sources">{t("nav.sources")}</Link>
        <Link to="/app/activate">{t("nav.activate")}</Link>
        <Link to="/app/activity">{t("nav.activity")}</Link>
        <Link to="/app/data-quality">{t("nav.dataQuality")}</Link>
        <Link to="/app/settings">{t("nav.settings")}</Link>
      </NavMenu>
      <ShopDisplayProvider timezone={props.timezone}>
        <CustomerNamesProvider isOn={props.showNames ?? false}>
          {props.children}
        </CustomerNamesProvider>
      </ShopDisplayProvider>
    </AppProvider>
  );
}
