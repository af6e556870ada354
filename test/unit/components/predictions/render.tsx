import { AppProvider } from "@shopify/polaris";
import en from "@shopify/polaris/locales/en.json" with { type: "json" };
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { ShopDisplayProvider } from "../../../../app/components/frame/shop-context.tsx";
import { testI18n } from "../../../support/words.ts";

const words = testI18n();

/** The markup of components as the server writes it. */
export const render = (children: ReactNode): string =>
  renderToStaticMarkup(
    <I18nextProvider i18n={words}>
      <AppProvider i18n={en}>
        <ShopDisplayProvider timezone="UTC">{children}</ShopDisplayProvider>
      </AppProvider>
    </I18nextProvider>,
  );

/** Its text, every element apart. */
export const textOf = (html: string): string =>
  html
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replace(/\s+/g, " ");

/** The text of every cell of its tables, row by row, the header first. */
export const rowsOf = (html: string): string[][] =>
  [...html.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row = ""]) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = ""]) => textOf(cell).trim()),
  );
