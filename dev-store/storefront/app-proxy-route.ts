import { readAppToml } from "../webhooks/app-toml.ts";
import type { AppProxySettings } from "../webhooks/app-toml.ts";
import { proxyRequest, readBody } from "../app-proxy/proxy-request.ts";
import { html, SafeHtml } from "../admin-page/html.ts";
import { sendHtml } from "../admin-page/send-answer.ts";
import { renderStorefrontPage } from "./storefront-layout.ts";
import type { StorefrontRequest } from "./storefront-request.ts";
import { readVisitor } from "./visitor.ts";

const settingsByToml = new Map<string, AppProxySettings | undefined>();

/** Below /apps/kindling the app answers, through the app proxy. False: another path. */
export async function handleAppProxy(storefront: StorefrontRequest): Promise<boolean> {
  const { request, response, context, shop, path, query } = storefront;
  const settings = proxySettings(context.app.tomlPath);
  if (settings === undefined) return false;
  const pathPrefix = `/${settings.prefix}/${settings.subpath}`;
  if (path !== pathPrefix && !path.startsWith(`${pathPrefix}/`)) return false;

  const install = shop.isInstalled();
  if (!install) {
    // Shopify has no route for an app that the shop does not have.
    sendHtml(response, html`<p>Not found</p>`, 404);
    return true;
  }
  const answer = await proxyRequest({
    appUrl: context.app.appUrl,
    clientSecret: context.app.clientSecret,
    proxyUrl: settings.url,
    visit: {
      shopDomain: shop.domain,
      customerId: readVisitor(request, shop)?.id ?? null,
      pathPrefix,
      at: context.clock.now(),
    },
    method: request.method ?? "GET",
    rest: path.slice(pathPrefix.length),
    query,
    headers: request.headers,
    body: await readBody(request),
  });
  if (answer.isLiquid) {
    // Shown inside the theme. Liquid in it is not evaluated here.
    const content = new SafeHtml(answer.body.toString("utf8"));
    const page = renderStorefrontPage(storefront, { title: "", type: "app", content });
    sendHtml(response, page, answer.status);
  } else {
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }
  return true;
}

function proxySettings(tomlPath: string): AppProxySettings | undefined {
  if (!settingsByToml.has(tomlPath)) settingsByToml.set(tomlPath, readAppToml(tomlPath).appProxy);
  return settingsByToml.get(tomlPath);
}
