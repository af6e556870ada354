import type {
  ConsentTold,
  DayOutlook,
  Order,
  Person,
  SignalTold,
  TagTold,
  World,
} from "./world.ts";
import { DAY_MS, MINUTE_MS } from "./world.ts";

/** What the shop knows of one profile, with the instant at which it came to know each part. Plain data. */
export interface ProfileHistory {
  /** "customer 7000012" or "visitor 12" */
  name: string;
  person: Person;
  customerId: string | null;
  /** From its first telling until it becomes part of a customer's. */
  from: number;
  until: number;
  /** Sorted by `knownAt`. */
  signals: readonly KnownSignal[];
  orders: readonly Order[];
  consents: readonly ConsentTold[];
  tags: readonly TagTold[];
  outlooks: readonly (DayOutlook | null)[];
  /** Every instant at which it is told something, each once, ascending. */
  tellings: readonly number[];
}

export type KnownSignal = SignalTold & { knownAt: number };

const SLOT_MS = 15 * MINUTE_MS;
/** What a browser did longer before its log-in stays nobody's. */
const JOINED_MS = 30 * DAY_MS;

/**
 * The profiles of a world's persons: of each customer one, which takes the browser's past in at the log-in, and of
 * each browser that was used before it another one until then.
 */
export function profileHistories(world: World): ProfileHistory[] {
  return world.persons.flatMap((person) => [
    ...visitorOf(person, world),
    ...customerOf(person, world),
  ]);
}

function visitorOf(person: Person, world: World): ProfileHistory[] {
  const until = person.logInAt ?? world.endAt;
  const signals = person.signals
    .filter(({ by, at }) => by !== "customer" && at < until)
    .map((signal) => ({ ...signal, knownAt: signal.at }));
  const from = signals[0]?.knownAt;
  if (from === undefined) return [];
  const tellings = distinct(signals.map(({ knownAt }) => knownAt));
  const nothing = { orders: [], consents: [], tags: [], outlooks: [] };
  const name = `visitor ${person.index}`;
  return [{ name, person, customerId: null, from, until, signals, ...nothing, tellings }];
}

function customerOf(person: Person, world: World): ProfileHistory[] {
  const { customerId, bornAt, mergedInto } = person;
  if (customerId === null || bornAt === null) return [];
  const parts = world.persons.flatMap((other) =>
    other.mergedInto?.index === person.index ? [partOf(other, other.mergedInto.at)] : [],
  );
  const signals = [...signalsOf(person), ...parts.flatMap((part) => part.signals)].sort(
    (a, b) => a.knownAt - b.knownAt,
  );
  const orders = [...person.orders, ...parts.flatMap((part) => part.orders)];
  const { consents, tags, outlooks } = person;
  const tellings = distinct([
    bornAt,
    ...parts.map(({ at }) => at),
    ...signals.map(({ knownAt }) => knownAt),
    ...consents.map(({ at }) => at),
    ...tags.map(({ at }) => at),
  ]);
  const name = `customer ${customerId}`;
  const span = { from: bornAt, until: mergedInto?.at ?? world.endAt };
  return [
    { name, person, customerId, ...span, signals, orders, consents, tags, outlooks, tellings },
  ];
}

/** What a customer that became part of another one brings: consents and tags were the former's own. */
const partOf = (person: Person, at: number) => ({
  at,
  signals: signalsOf(person).map((signal) => ({
    ...signal,
    knownAt: Math.max(signal.knownAt, at),
  })),
  orders: person.orders.map((order) => ({ ...order, knownAt: at })),
});

/** What is known of a customer, with what their browser did before. */
function signalsOf({ signals, logInAt }: Person): KnownSignal[] {
  const joinedFrom = slotStartOf((logInAt ?? 0) - JOINED_MS);
  return signals.flatMap((signal): KnownSignal[] => {
    if (signal.by === "customer") return [{ ...signal, knownAt: signal.at }];
    const isOld = signal.by === "client" && signal.occurredAt < joinedFrom;
    if (logInAt === null || isOld) return [];
    return [{ ...signal, knownAt: Math.max(signal.at, logInAt) }];
  });
}

const slotStartOf = (instant: number): number => Math.floor(instant / SLOT_MS) * SLOT_MS;

const distinct = (instants: number[]): number[] => [...new Set(instants)].sort((a, b) => a - b);
