import { sigmoid } from "../../app/pipeline/predict/learned/sigmoid.ts";
import { seedRandom } from "../../app/pipeline/predict/numeric/random.ts";
import type { Session } from "../../scripts/evaluate/sessions/model/session.ts";

/**
 * Sessions of a year in which more pages, longer looks and a campaign's source make a purchase likelier, and a page value
 * that was computed from the purchases themselves.
 */
export function simulateSessions(input: {
  sessions: number;
  seed: number;
  months?: number;
}): { session: Session; bought: number }[] {
  const { sessions, seed, months = 12 } = input;
  const random = seedRandom(seed);
  const pick = <T>(values: readonly T[]): T | undefined =>
    values[Math.floor(random() * values.length)];
  return Array.from({ length: sessions }, (_, place) => {
    const product = Math.floor(30 * random() ** 2);
    const secondsPerPage = 90 * random();
    const source = pick(["search", "search", "mail", "campaign"]) ?? "search";
    const exitRate = 0.2 * random();
    const logOdds =
      -3 + 0.8 * Math.log1p(product) + (source === "campaign" ? 1.5 : 0) - 12 * (exitRate - 0.1);
    const bought = random() < sigmoid(logOdds) ? 1 : 0;
    const session: Session = {
      pages: { account: Math.floor(3 * random()), information: 0, product },
      seconds: { account: 10, information: 0, product: product * secondsPerPage },
      exitRate,
      bounceRate: exitRate / 4,
      specialDay: 0,
      isWeekend: random() < 2 / 7,
      month: Math.floor((place * months) / sessions),
      categories: {
        visitor: pick(["new", "returning"]) ?? "new",
        source,
        region: pick(["1", "2", "3"]) ?? "1",
        browser: "2",
        system: "1",
      },
      pageValue: bought * 20 * random(),
    };
    return { session, bought };
  });
}
