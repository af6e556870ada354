import type { BridgeHost } from "./bridge-host.ts";
import type { NavLink, TitleButton } from "./messages.ts";
import { ownPath } from "./messages.ts";

/** Elements that describe something of the admin's: they show nothing in the app's own page. */
export function defineMirroredElements(host: BridgeHost): void {
  hideMirrored();
  customElements.define(
    "ui-nav-menu",
    mirror((element) => mirrorNav(host, element)),
  );
  customElements.define(
    "s-app-nav",
    mirror((element) => mirrorNav(host, element)),
  );
  customElements.define(
    "ui-title-bar",
    mirror((element) => mirrorTitle(host, element)),
  );

  host.listen((message) => {
    if (message.type !== "title-button") return;
    const bar = currentTitleBar();
    if (bar !== undefined) titleButtons(bar)[message.index]?.click();
  });
}

// A constructed sheet and not a <style>: an element in the head would disturb React's hydration.
function hideMirrored(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    "ui-nav-menu, s-app-nav, ui-title-bar, ui-save-bar { display: none !important; }",
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/** An element class that calls `show` now, after each change below it, and once it is gone. */
function mirror(show: (element: HTMLElement | null) => void): CustomElementConstructor {
  return class extends HTMLElement {
    #observer = new MutationObserver(() => show(this));

    connectedCallback(): void {
      this.#observer.observe(this, {
        attributes: true,
        characterData: true,
        childList: true,
        subtree: true,
      });
      // Children are not parsed yet when the parser meets the opening tag.
      queueMicrotask(() => show(this));
      setTimeout(() => show(this));
    }

    disconnectedCallback(): void {
      this.#observer.disconnect();
      show(null);
    }
  };
}

function mirrorNav(host: BridgeHost, element: HTMLElement | null): void {
  const anchors = element?.querySelectorAll<HTMLElement>("[href]") ?? [];
  const links: NavLink[] = [...anchors].map((anchor) => ({
    label: anchor.textContent?.trim() ?? "",
    path: ownPath(new URL(anchor.getAttribute("href") ?? "", window.location.href)),
    isHome: anchor.getAttribute("rel") === "home",
  }));
  host.send({ type: "nav", links });
}

/** The page's own title bar; one inside a modal is the modal's. */
function currentTitleBar(): HTMLElement | undefined {
  const bars = document.querySelectorAll<HTMLElement>("ui-title-bar");
  return [...bars].find((bar) => bar.closest("ui-modal") === null);
}

function mirrorTitle(host: BridgeHost, element: HTMLElement | null): void {
  if (element !== null && element.closest("ui-modal") !== null) return;
  const bar = currentTitleBar();
  const buttons = bar === undefined ? [] : titleButtons(bar).map(describeButton);
  host.send({ type: "title", title: bar?.getAttribute("title") ?? "", buttons });
}

export function titleButtons(bar: HTMLElement): HTMLElement[] {
  return [...bar.querySelectorAll<HTMLElement>("button, a")];
}

export function describeButton(button: HTMLElement): TitleButton {
  const variant = button.getAttribute("variant");
  return {
    label: button.textContent?.trim() ?? "",
    kind: variant === "primary" || variant === "breadcrumb" ? variant : "plain",
    disabled: button.hasAttribute("disabled"),
  };
}
