import { type Browser, chromium } from "playwright-core";
import { findBrowser } from "./browser-binary.ts";

/** That of a person's browser: Shopify's library and our bot filter turn one away that calls itself headless. */
export const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36";

const ARGUMENTS = [
  // Of the whole browser: a beacon of a page that is being left does not know the context's own.
  `--user-agent=${USER_AGENT}`,
  // Tests may run as root, and the pages are the repository's own.
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--no-default-browser-check",
  // Without these the browser looks for its maker's servers at every start.
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--disable-sync",
  "--no-pings",
];

export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = findBrowser();
  return chromium.launch({ executablePath, args: ARGUMENTS, env: { ...process.env, ...env } });
}
