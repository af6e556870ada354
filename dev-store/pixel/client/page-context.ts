import type { RegisterInit } from "@shopify/web-pixels-extension";

type Context = RegisterInit["context"];

/** What an event says of the page on which it happened. */
export function readContext(): Context {
  const { characterSet, referrer, title } = document;
  const { cookieEnabled, language, languages, userAgent } = navigator;
  const { innerHeight, innerWidth, outerHeight, outerWidth } = window;
  const { pageXOffset, pageYOffset, screenX, screenY, scrollX, scrollY, origin } = window;
  const { height, width } = screen;
  return {
    document: { location: readLocation(), characterSet, referrer, title },
    navigator: { cookieEnabled, language, languages: [...languages], userAgent },
    window: {
      location: readLocation(),
      origin,
      innerHeight,
      innerWidth,
      outerHeight,
      outerWidth,
      pageXOffset,
      pageYOffset,
      screen: { height, width },
      screenX,
      screenY,
      scrollX,
      scrollY,
    },
  };
}

function readLocation(): Context["document"]["location"] {
  const { hash, host, hostname, href, origin, pathname, port, protocol, search } = location;
  return { hash, host, hostname, href, origin, pathname, port, protocol, search };
}
