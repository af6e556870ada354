/** Differences are told up to this number, then counted. */
const MOST_TOLD = 5;

/** Where two tallies differ, in words; empty where they are equal. A name that one lacks counts 0. */
export function compareCounts(
  what: string,
  expected: ReadonlyMap<string, number>,
  found: ReadonlyMap<string, number>,
): string[] {
  const names = new Set([...expected.keys(), ...found.keys()]);
  const differences = [...names].flatMap((name) => {
    const [wanted, there] = [expected.get(name) ?? 0, found.get(name) ?? 0];
    return wanted === there ? [] : [`${what}: ${name} is there ${there} times, not ${wanted}`];
  });
  return shorten(differences);
}

/** The first of them, and how many more there are. */
export function shorten(differences: readonly string[]): string[] {
  const more = differences.length - MOST_TOLD;
  const told = differences.slice(0, MOST_TOLD);
  return more > 0 ? [...told, `and ${more} more of that kind`] : told;
}
