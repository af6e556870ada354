import type { VisitorFact } from "../../../app/pipeline/predict/visits/visitor-fact.ts";
import { placedKey } from "../../../app/pipeline/shared/fact-keys.ts";
import type { Signal } from "../../../app/pipeline/shared/signals.ts";
import { simulateVisitors } from "./simulate-visitors.ts";
import type { SimulatedEvent, SimulationOptions } from "./simulate-visitors.ts";

/** What one simulated visitor did, and what was in their orders, by the key of the order's fact. */
export interface SimulatedPerson {
  name: string;
  facts: VisitorFact[];
  lines: Map<string, string[]>;
}

/** Simulated visitors as a shop's facts tell them, in the order of their names. */
export function simulateFacts(options: SimulationOptions): SimulatedPerson[] {
  const people = new Map<string, SimulatedPerson>();
  for (const events of simulateVisitors(options)) {
    for (const event of events) {
      const { visitor } = event;
      const person: SimulatedPerson = people.get(visitor) ?? {
        name: visitor,
        facts: [],
        lines: new Map(),
      };
      people.set(visitor, person);
      person.facts.push(factOf(event, person.facts.length));
      if (event.order !== "") person.lines.set(placedKey(event.order), [event.product]);
    }
  }
  return [...people.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function factOf(event: SimulatedEvent, place: number): VisitorFact {
  const { visitor, at, kind, product, order } = event;
  if (order !== "") return { key: placedKey(order), signal: "order_placed", at, about: null };
  return {
    key: `client:${visitor}:${String(place).padStart(6, "0")}`,
    signal: kind as Signal,
    at,
    about: product === "" ? null : `product:${product}`,
  };
}
