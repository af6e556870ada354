import type { i18n } from "i18next";
import type { CatalogName } from "../../i18n/catalogs.ts";
import { createFormat } from "../format/create-format.ts";
import type { Words } from "./use-words.ts";

/** What `useWords` gives a component, for who is none: the words of a language that was loaded. */
export function wordsOf<Catalog extends CatalogName>(
  instance: i18n,
  catalog: Catalog,
  timezone: string,
): Words<Catalog> {
  const format = createFormat({
    t: instance.getFixedT(null, "common"),
    locale: instance.language,
    timezone,
  });
  const t = instance.getFixedT(null, [catalog, "common"]);
  // As in useWords: the type asks again whether a catalog's name is one, and gives up.
  return { t: t as unknown as Words<Catalog>["t"], format };
}
