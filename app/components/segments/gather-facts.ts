import type { Fact, Reason } from "../../pipeline/segment/fact.ts";

type FactOf<Kind extends Fact["kind"]> = Extract<Fact, { kind: Kind }>;

/** Facts that one clause tells. */
export type Clause =
  | { kind: "one"; fact: Fact }
  | { kind: "revenue"; facts: FactOf<"revenue">[] }
  /** Of one moment: how long ago it was, by each limit, and what did not come after it. */
  | { kind: "moment"; since: [FactOf<"since">, ...FactOf<"since">[]]; after: After | null };

type After = FactOf<"not-followed">;

/**
 * A reason as clauses, each at the place of its first fact. Conditions ask for one thing by several atoms (an hour ago at
 * least, two weeks at most, no order since), and a sentence that names it each time is not read.
 */
export function gatherFacts(reason: Reason): Clause[] {
  const revenue = reason.filter((fact) => fact.kind === "revenue");
  const told = new Set<Fact>();
  const clauses: Clause[] = [];
  for (const fact of reason) {
    if (told.has(fact)) continue;
    const clause = fact.kind === "revenue" ? revenueOf(revenue) : clauseOf(fact, reason);
    for (const part of factsOf(clause)) told.add(part);
    clauses.push(clause);
  }
  return clauses;
}

const revenueOf = (facts: FactOf<"revenue">[]): Clause => ({ kind: "revenue", facts });

function clauseOf(fact: Fact, reason: Reason): Clause {
  if (fact.kind !== "since" && fact.kind !== "not-followed") return { kind: "one", fact };
  const key = momentOf(fact);
  const [first, ...others] = reason.filter(
    (other) => other.kind === "since" && momentOf(other) === key,
  ) as FactOf<"since">[];
  if (first === undefined) return { kind: "one", fact };
  const after = reason.filter(
    (other): other is After => other.kind === "not-followed" && momentOf(other) === key,
  );
  // A second one has a time of its own, and would need a clause of its own.
  if (after.length > 1) return { kind: "one", fact };
  return { kind: "moment", since: [first, ...others], after: after[0] ?? null };
}

/** The same moment, measured in the same way. */
const momentOf = ({ moment, ago }: FactOf<"since"> | After): string =>
  JSON.stringify([moment, ago]);

function factsOf(clause: Clause): readonly Fact[] {
  switch (clause.kind) {
    case "one":
      return [clause.fact];
    case "revenue":
      return clause.facts;
    case "moment":
      return clause.after === null ? clause.since : [...clause.since, clause.after];
  }
}
