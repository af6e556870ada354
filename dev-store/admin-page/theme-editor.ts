import type { Shop } from "../state/shop.ts";
import { listEmbeds } from "../theme-extension/list-embeds.ts";
import { adminPath, renderAdminPage } from "./admin-layout.ts";
import { html, type SafeHtml } from "./html.ts";

/**
 * The theme editor as far as an app's embeds go: a switch for each, which nothing but a person may move. An app's
 * deep link (`context=apps&activateAppId=CLIENT_ID/BLOCK`) opens it with the embed already switched on, not yet saved.
 */
export function renderThemeEditor(options: {
  shop: Shop;
  app: { handle: string; clientId: string; tomlPath: string };
  query: URLSearchParams;
}): SafeHtml {
  const { shop, app, query } = options;
  const [client, wanted] = (query.get("activateAppId") ?? "").split("/");
  const embeds = listEmbeds(app.tomlPath, shop).map((embed) => {
    const isChosen = client === app.clientId && wanted === embed.handle;
    return html`<li>
      <label>
        <input
          type="checkbox"
          name="embed"
          value="${embed.handle}"
          ${(embed.isActive || isChosen) && html`checked`}
        />
        ${embed.name}
      </label>
    </li>`;
  });
  return renderAdminPage({
    shop,
    appHandle: app.handle,
    title: "Theme editor",
    section: "app",
    main: html`<main class="page">
      <section class="card">
        <h1>App embeds</h1>
        <form method="post" action="${adminPath(shop)}/themes/current/editor">
          <ul>
            ${embeds}
          </ul>
          <button>Save</button>
        </form>
      </section>
    </main>`,
  });
}

/** Puts into the theme what the editor's form says. */
export function saveEmbeds(shop: Shop, tomlPath: string, form: URLSearchParams): void {
  const active = new Set(form.getAll("embed"));
  const { appEmbeds } = shop.theme();
  const changed = listEmbeds(tomlPath, shop).map(({ handle }) => [
    handle,
    { ...appEmbeds[handle], isActive: active.has(handle) },
  ]);
  shop.changeTheme({ appEmbeds: { ...appEmbeds, ...Object.fromEntries(changed) } });
}
