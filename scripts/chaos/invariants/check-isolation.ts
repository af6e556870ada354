import type { Shop } from "../../../dev-store/state/shop.ts";
import type { Ledger } from "../traffic/ledger.ts";
import type { Sightings } from "../traffic/reader.ts";
import type { ChaosShop } from "../world/open-shops.ts";
import { shorten } from "./compare-counts.ts";
import type { NameInRow } from "./read-names.ts";

/**
 * By id the place of the shop whose customer, order or product it is, and by domain that shop's own: ids of the dev store are
 * never given twice, so one of another shop was seen by the wrong one.
 */
export function findOwners(shops: readonly ChaosShop[], ledger: Ledger): Map<string, number> {
  return new Map(
    shops.flatMap(({ shop, domain }, place) => {
      const { mergedInto, placedBy, erased } = ledger.of(place);
      const gone = [...mergedInto.keys(), ...placedBy.keys(), ...erased].filter(isOfShopify);
      // The merchant's own tag holds it, too.
      const words = [domain, `of-${domain}`];
      return [...words, ...idsOf(shop), ...gone].map((id): [string, number] => [id, place]);
    }),
  );
}

/** A browser's id is its own in every shop. */
const isOfShopify = (id: string): boolean => /^\d+$/.test(id);

/** No row of a shop, in whatever table, names a customer, an order or a product of another. */
export function checkRows(
  rows: readonly NameInRow[],
  shops: readonly Pick<ChaosShop, "shopId" | "domain">[],
  owners: ReadonlyMap<string, number>,
): string[] {
  const placeOf = new Map(shops.map(({ shopId }, place) => [shopId, place]));
  return shorten(
    rows.flatMap(({ table, shopId, name }) => {
      const owner = owners.get(name);
      if (owner === undefined || shopId === null || owner === placeOf.get(shopId)) return [];
      return [
        `${table}: a row of shop ${shopId} names ${name}, which is ${shops[owner]?.domain}'s`,
      ];
    }),
  );
}

/**
 * No page and no list that a shop's merchant read meanwhile names anything of another shop's. Whoever read nothing, or
 * nothing of their own, has shown nothing.
 */
export function checkReads(
  place: number,
  { domain, sightings }: { domain: string; sightings: Sightings },
  owners: ReadonlyMap<string, number>,
): string[] {
  const seen = [...sightings.names].filter((name) => owners.has(name));
  const strange = seen.filter((name) => owners.get(name) !== place);
  const own = seen.filter((name) => owners.get(name) === place && isOfShopify(name));
  const isBlind = sightings.reads === 0 || own.length === 0;
  return shorten([
    ...strange.map(
      (name) => `${domain}: the merchant was told of ${name}, which is another shop's`,
    ),
    ...(isBlind ? [`${domain}: ${sightings.reads} reads, and nothing of the shop was seen`] : []),
  ]);
}

function idsOf(shop: Shop): string[] {
  return [shop.customers(), shop.orders(), shop.products()].flatMap((records) =>
    [...records].map(({ id }) => id),
  );
}
