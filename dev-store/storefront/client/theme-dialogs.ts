/** Buttons that open and close the theme's dialogs: size guide, pictures, cart drawer. */
export function startDialogs(): void {
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element)) return;
    const opener = target.closest<HTMLElement>("[data-opens]");
    const id = opener?.dataset["opens"];
    if (id !== undefined) findDialog(id)?.showModal();
    if (target.closest("[data-closes]") !== null) target.closest("dialog")?.close();
  });
}

export function findDialog(id: string): HTMLDialogElement | null {
  return document.querySelector<HTMLDialogElement>(`dialog#${id}`);
}
