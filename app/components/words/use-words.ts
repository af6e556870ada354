import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { CatalogName } from "../../i18n/catalogs.ts";
import { createFormat, type Format } from "../format/create-format.ts";
import { useShopDisplay } from "../frame/shop-context.tsx";

/**
 * All that a component, or a function that puts something into words, needs of the merchant's language: `t` for words
 * of its catalog (and of the common one, "common:action.save"), `format` for numbers, money and dates.
 */
export interface Words<Catalog extends CatalogName = "common"> {
  t: TFunction<[Catalog, "common"]>;
  format: Format;
}

export function useWords<Catalog extends CatalogName>(catalog: Catalog): Words<Catalog> {
  const { t, i18n } = useTranslation<[Catalog, "common"]>([catalog, "common"]);
  const { timezone } = useShopDisplay();
  const locale = i18n.language;
  const format = useMemo(
    () => createFormat({ t: i18n.getFixedT(null, "common"), locale, timezone }),
    [i18n, locale, timezone],
  );
  // The hook's type asks again whether a catalog's name is a name of a catalog, and gives up.
  return { t: t as unknown as Words<Catalog>["t"], format };
}
