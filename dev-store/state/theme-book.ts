import type { Shop } from "./shop.ts";
import type { ShopState } from "./shop-state.ts";
import type { Theme } from "./types.ts";

type ThemeBook = Pick<Shop, "theme" | "changeTheme">;

/** As a new shop has it. An app's embed does nothing before the merchant activates it. */
const NEW_THEME: Theme = { appEmbeds: {}, standardEvents: false, cartWithoutReload: true };

/** The shop's published theme, as far as the dev store has one. */
export function openThemeBook({ record, database }: ShopState): ThemeBook {
  const theme = (): Theme => {
    const row = database.statement("SELECT body FROM themes WHERE shop = ?").get(record.domain);
    return row === undefined ? NEW_THEME : { ...NEW_THEME, ...JSON.parse(String(row["body"])) };
  };
  return {
    theme,
    changeTheme(change) {
      const changed = { ...theme(), ...change };
      database
        .statement("INSERT OR REPLACE INTO themes (shop, body) VALUES (?, ?)")
        .run(record.domain, JSON.stringify(changed));
      return changed;
    },
  };
}
