import type { World } from "../simulate/world.ts";
import type { StoredProfile } from "./read-members.ts";

/** What a stored profile is called in the histories of its world. */
export function nameProfiles(world: World): (profile: StoredProfile) => string {
  const names = new Map(world.persons.map(({ clientId, index }) => [clientId, `visitor ${index}`]));
  return ({ customerId, clientIds }) => {
    if (customerId !== null) return `customer ${customerId}`;
    const [clientId = ""] = clientIds;
    return names.get(clientId) ?? `nobody with browser ${clientId}`;
  };
}
