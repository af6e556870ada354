import type { Definition } from "../definition.ts";
import type { World } from "../simulate/world.ts";
import type { Change } from "../steps.ts";
import type { StoredShop } from "./deliver.ts";
import { liveInShop } from "./live.ts";
import { nameProfiles } from "./name-profiles.ts";

/** What was stored of one profile. */
export interface StoredLife {
  changes: ReadonlyMap<string, readonly Change[]>;
  /** Looks at due-times alone, without anything told. */
  dues: readonly number[];
}

/** Lets a world happen in a stored shop, and notes each membership as it stands after each look. By profile's name. */
export async function followStored(
  world: World,
  options: {
    shop: StoredShop;
    definitions: readonly Definition[];
    onDay: (day: number) => void;
  },
): Promise<Map<string, StoredLife>> {
  const { shop, definitions, onDay } = options;
  const lives = new Map<string, { changes: Map<string, Change[]>; dues: number[] }>();
  const nameOf = nameProfiles(world);
  await liveInShop(world, {
    shop,
    onDay,
    onLook({ at, isDue, profiles }) {
      for (const profile of profiles) {
        const name = nameOf(profile);
        const life = lives.get(name) ?? { changes: new Map<string, Change[]>(), dues: [] };
        lives.set(name, life);
        if (isDue) life.dues.push(at);
        const members = new Set(profile.handles);
        for (const { handle } of definitions) {
          const changes = life.changes.get(handle) ?? [];
          life.changes.set(handle, changes);
          const member = members.has(handle);
          if (member !== (changes.at(-1)?.member ?? false)) changes.push({ at, member });
        }
      }
    },
  });
  return lives;
}
