import { RemixBrowser } from "@remix-run/react";
import { startTransition, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { browserWords, loadAllCatalogs } from "./i18n/browser-words.ts";

/** Long enough after the page came alive that nothing of it still waits for the network. */
const REST_AFTER_MS = 2_000;

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
