import { CONSENT_SHARE, PERSONAS } from "./personas.ts";
import type { Persona } from "./personas.ts";
import { createRandom } from "./random.ts";

/** One person of the simulation, with one browser. */
export interface Shopper {
  index: number;
  persona: Persona;
  firstName: string;
  lastName: string;
  /** In example.com, which belongs to nobody (RFC 2606). */
  email: string;
  /** Of the browser; stays the same from run to run of one seed. */
  clientId: string;
  /** Whether the storefront's banner was answered with yes: else no script tells anything of them. */
  consents: boolean;
}

const FIRST_NAMES = [
  "Ada",
  "Ben",
  "Chloe",
  "Dev",
  "Elif",
  "Finn",
  "Grace",
  "Hugo",
  "Ines",
  "Jonas",
  "Kim",
  "Leo",
  "Mina",
  "Noah",
  "Olga",
  "Priya",
  "Quinn",
  "Rosa",
  "Sam",
  "Tara",
  "Uma",
  "Vera",
  "Wes",
  "Yara",
  "Zoe",
] as const;
const LAST_NAMES = [
  "Abbott",
  "Brandt",
  "Castillo",
  "Dubois",
  "Eriksen",
  "Fischer",
  "Garcia",
  "Haddad",
  "Ivanova",
  "Jansen",
  "Kaya",
  "Lopez",
  "Moreau",
  "Novak",
  "Okafor",
  "Patel",
  "Quist",
  "Rossi",
  "Silva",
  "Tanaka",
  "Usman",
  "Vogel",
  "Weber",
  "Yilmaz",
  "Zhang",
] as const;

/** The shoppers of a seed: personas in proportion to their shares, all else drawn. */
export function makeShoppers({ seed, customers }: { seed: number; customers: number }): Shopper[] {
  return Array.from({ length: customers }, (_, index) => {
    // A generator for each, so that one shopper more leaves all others as they were.
    const random = createRandom(`shopper ${seed} ${index}`);
    const persona = personaAt(random.next());
    const firstName = random.pick(FIRST_NAMES);
    const lastName = random.pick(LAST_NAMES);
    const email = `${firstName}.${lastName}.${index + 1}@example.com`.toLowerCase();
    const clientId = random.uuid();
    const consents = random.chance(CONSENT_SHARE);
    return { index, persona, firstName, lastName, email, clientId, consents };
  });
}

function personaAt(quantile: number): Persona {
  let below = 0;
  for (const persona of PERSONAS) {
    below += persona.share;
    if (quantile < below) return persona;
  }
  const last = PERSONAS.at(-1);
  if (last === undefined) throw new Error("There is no persona");
  return last;
}
