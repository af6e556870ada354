export interface HostSettings {
  appName: string;
  /** http://127.0.0.1:PORT */
  appUrl: string;
  /** /store/NAME/apps/HANDLE */
  appPath: string;
  frameUrl: string;
  shopName: string;
  tokenPath: string;
}

export function readSettings(): HostSettings {
  const text = element("settings", HTMLScriptElement).textContent ?? "";
  // Written by the same dev store into the same page.
  return JSON.parse(text);
}

/** The element of that id and kind; throws when the page lacks it. */
export function element<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${kind.name} #${id}`);
  return found;
}
