import { describeButton, titleButtons } from "./bridge-elements.ts";

export interface ModalApi {
  show(id: string): Promise<void>;
  hide(id: string): Promise<void>;
  toggle(id: string): Promise<void>;
}

const STYLE = `
  :host { display: none; }
  :host([data-open]) { display: block; position: fixed; inset: 0; z-index: 10000; }
  .veil { position: absolute; inset: 0; background: rgb(20 24 28 / 45%); }
  .box { position: absolute; left: 50%; top: 8%; transform: translateX(-50%); width: min(38rem, 94vw);
    max-height: 84vh; display: flex; flex-direction: column; background: #fff; border-radius: 6px;
    font: 14px/1.5 system-ui, sans-serif; box-shadow: 0 12px 40px rgb(0 0 0 / 25%); }
  header, footer { display: flex; gap: 8px; align-items: center; padding: 12px 16px; }
  header { justify-content: space-between; border-bottom: 1px solid #d9dde1; font-weight: 600; }
  footer { justify-content: flex-end; border-top: 1px solid #d9dde1; }
  .content { overflow: auto; padding: 0; }
  button { font: inherit; padding: 6px 12px; border: 1px solid #aab2ba; border-radius: 4px; background: #fff; }
  button.primary { background: #22303c; color: #fff; border-color: #22303c; }
  iframe { width: 100%; height: 60vh; border: 0; }`;

/**
 * <ui-modal>, shown inside the app's frame and not, as in the real admin, above the whole page. Its
 * <ui-title-bar> gives heading and buttons.
 */
export function defineModal(): ModalApi {
  class Modal extends HTMLElement {
    /** What the app's framework renders the modal's content into. */
    content = document.createElement("div");
    #root = this.attachShadow({ mode: "open" });

    connectedCallback(): void {
      if (!this.content.isConnected) this.append(this.content);
    }

    get showing(): boolean {
      return this.hasAttribute("data-open");
    }

    async show(): Promise<void> {
      if (this.showing) return;
      this.#render();
      this.setAttribute("data-open", "");
      this.dispatchEvent(new Event("show"));
    }

    async hide(): Promise<void> {
      if (!this.showing) return;
      this.removeAttribute("data-open");
      this.dispatchEvent(new Event("hide"));
    }

    toggle(): Promise<void> {
      return this.showing ? this.hide() : this.show();
    }

    #render(): void {
      const bar = this.querySelector<HTMLElement>("ui-title-bar");
      const box = create("div", { className: "box" });
      box.setAttribute("role", "dialog");
      box.setAttribute("aria-modal", "true");
      const title = bar?.getAttribute("title") ?? "";
      box.setAttribute("aria-label", title);

      const close = create("button", { textContent: "Close" });
      close.addEventListener("click", () => void this.hide());
      const header = create("header");
      header.append(create("span", { textContent: title }), close);

      const content = create("div", { className: "content" });
      const source = this.getAttribute("src");
      content.append(
        source === null ? create("slot") : Object.assign(create("iframe"), { src: source }),
      );

      const footer = create("footer");
      for (const button of bar === null ? [] : titleButtons(bar)) {
        const { label, kind, disabled } = describeButton(button);
        const shown = create("button", { textContent: label, className: kind });
        shown.toggleAttribute("disabled", disabled);
        shown.addEventListener("click", () => button.click());
        footer.append(shown);
      }
      box.append(header, content, ...(footer.childElementCount > 0 ? [footer] : []));

      const veil = create("div", { className: "veil" });
      veil.addEventListener("click", () => void this.hide());
      this.#root.replaceChildren(create("style", { textContent: STYLE }), veil, box);
    }
  }
  customElements.define("ui-modal", Modal);

  const find = (id: string): Modal => {
    const modal = [...document.querySelectorAll("ui-modal")].find((element) => element.id === id);
    if (modal instanceof Modal) return modal;
    throw new Error(`App Bridge: there is no <ui-modal id="${id}">`);
  };
  return {
    show: async (id) => find(id).show(),
    hide: async (id) => find(id).hide(),
    toggle: async (id) => find(id).toggle(),
  };
}

function create(
  tag: string,
  fields: { className?: string; textContent?: string } = {},
): HTMLElement {
  return Object.assign(document.createElement(tag), fields);
}
