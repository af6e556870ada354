import { RemixBrowser } from "@remix-run/react";
import { startTransition, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { REST_AFTER_MS } from "./components/frame/use-rest.ts";
import { browserWords, loadAllCatalogs } from "./i18n/browser-words.ts";

async function comeAlive(): Promise<void> {
  const { lang, dataset } = document.documentElement;
  const words = await browserWords(lang, (dataset["words"] ?? "").split(" ").filter(Boolean));
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <I18nextProvider i18n={words}>
          <RemixBrowser />
        </I18nextProvider>
      </StrictMode>,
    );
  });
  setTimeout(() => void loadAllCatalogs(words), REST_AFTER_MS);
}

void comeAlive();
