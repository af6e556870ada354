import type { BridgeHost } from "./bridge-host.ts";

export interface SaveBarApi {
  show(id: string): Promise<void>;
  hide(id: string): Promise<void>;
  toggle(id: string): Promise<void>;
  leaveConfirmation(): Promise<void>;
}

/** <ui-save-bar>: the admin shows the bar; its two buttons press the two buttons inside the element. */
export function defineSaveBar(host: BridgeHost): SaveBarApi {
  class SaveBar extends HTMLElement {
    #isOpen = false;

    get showing(): boolean {
      return this.#isOpen;
    }

    show(): Promise<void> {
      return this.#set(true);
    }

    hide(): Promise<void> {
      return this.#set(false);
    }

    toggle(): Promise<void> {
      return this.#set(!this.#isOpen);
    }

    disconnectedCallback(): void {
      void this.hide();
    }

    press(button: "save" | "discard"): void {
      const isSave = button === "save";
      const buttons = [...this.querySelectorAll<HTMLElement>("button")];
      buttons.find((child) => (child.getAttribute("variant") === "primary") === isSave)?.click();
    }

    async #set(isOpen: boolean): Promise<void> {
      if (isOpen === this.#isOpen) return;
      this.#isOpen = isOpen;
      const isDiscardConfirmed = this.hasAttribute("discardconfirmation");
      host.send({ type: "save-bar", bar: this.id, isOpen, isDiscardConfirmed });
      this.dispatchEvent(new Event(isOpen ? "show" : "hide"));
    }
  }
  customElements.define("ui-save-bar", SaveBar);

  const find = (id: string): SaveBar => {
    const bar = [...document.querySelectorAll("ui-save-bar")].find((element) => element.id === id);
    if (bar instanceof SaveBar) return bar;
    throw new Error(`App Bridge: there is no <ui-save-bar id="${id}">`);
  };

  host.listen((message) => {
    if (message.type === "save-bar-button") find(message.bar).press(message.button);
  });

  return {
    show: async (id) => find(id).show(),
    hide: async (id) => find(id).hide(),
    toggle: async (id) => find(id).toggle(),
    async leaveConfirmation() {
      const open = [...document.querySelectorAll("ui-save-bar")].filter(
        (bar) => bar instanceof SaveBar && bar.showing,
      );
      if (open.length > 0 && !window.confirm("Leave the page with unsaved changes?")) {
        throw new Error("App Bridge: the merchant stays on the page");
      }
    },
  };
}
