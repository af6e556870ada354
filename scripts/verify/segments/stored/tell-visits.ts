import type { Person, SignalTold } from "../simulate/world.ts";
import { iso } from "./delivery.ts";
import type { Delivery } from "./delivery.ts";

type Told<Kind extends SignalTold["source"]["kind"]> = SignalTold & {
  source: Extract<SignalTold["source"], { kind: Kind }>;
};

const isTold =
  <Kind extends SignalTold["source"]["kind"]>(kind: Kind) =>
  (signal: SignalTold): signal is Told<Kind> =>
    signal.source.kind === kind;

const isSeen = (signal: SignalTold): signal is Told<"embed" | "pixel"> =>
  signal.source.kind === "embed" || signal.source.kind === "pixel";

/** What a person's browser, their carts and checkouts, and the channels that wrote to them tell. */
export function tellVisits(person: Person): Delivery[] {
  const { signals, customerId } = person;
  const carts = signals.filter(isTold("cart"));
  const tokens = new Set(carts.map(({ source }) => source.token));
  return [
    ...tellBatches(person, tokens),
    ...carts.map((signal, number) => tellCart(signal, number, person)),
    ...signals.filter(isTold("checkout")).map((signal) => tellCheckout(signal, person)),
    ...signals
      .filter(isTold("message"))
      .map((signal, number) => tellMessage(signal, { number, customerId, person: person.index })),
  ];
}

/** A batch for all that the embed saw of a visit, and one for what the pixel saw. */
function tellBatches(person: Person, cartTokens: ReadonlySet<string>): Delivery[] {
  const { signals, customerId, clientId, index } = person;
  const batches = new Map<string, Told<"embed" | "pixel">[]>();
  for (const signal of signals) {
    if (!isSeen(signal)) continue;
    const { kind, batch } = signal.source;
    const key = `${kind} ${batch}`;
    batches.set(key, [...(batches.get(key) ?? []), signal]);
  }
  return [...batches.values()].flatMap((list): Delivery[] => {
    const [first] = list;
    if (first === undefined) return [];
    const { kind, batch, isLoggedIn } = first.source;
    const cartToken = `cart-${batch}`;
    const body = {
      clientId,
      consent: { analytics: true, marketing: true },
      sentAt: iso(first.at),
      events: list.map(asBrowseEvent),
    };
    if (kind === "pixel") return [{ kind, body, at: first.at, person: index }];
    const held = cartTokens.has(cartToken) ? cartToken : null;
    const told = { ...body, cartToken: held };
    return [
      { kind, customerId: isLoggedIn ? customerId : null, body: told, at: first.at, person: index },
    ];
  });
}

function asBrowseEvent({ signal, about, occurredAt }: SignalTold): object {
  const [kind, id] = about?.split(":") ?? [];
  return {
    kind: signal,
    occurredAt: iso(occurredAt),
    path: `/at/${occurredAt}`,
    productId: kind === "product" ? id : null,
    collectionId: kind === "collection" ? id : null,
  };
}

function tellCart(signal: Told<"cart">, number: number, person: Person): Delivery {
  const { token } = signal.source;
  const isFilled = signal.signal === "cart_updated";
  const line = { product_id: 1, variant_id: 1, quantity: 1 };
  const body = {
    id: token,
    token,
    created_at: iso(signal.occurredAt - 1000),
    updated_at: iso(signal.occurredAt),
    line_items: isFilled ? [line] : [],
  };
  const id = `cart-${person.index}-${number}`;
  return { kind: "webhook", id, topic: "carts/update", body, at: signal.at, person: person.index };
}

function tellCheckout(signal: Told<"checkout">, person: Person): Delivery {
  const { token, cartToken } = signal.source;
  const body = {
    token,
    cart_token: cartToken,
    created_at: iso(signal.occurredAt),
    updated_at: iso(signal.occurredAt),
    customer: { id: Number(person.customerId) },
  };
  const topic = "checkouts/create";
  return { kind: "webhook", id: token, topic, body, at: signal.at, person: person.index };
}

/** The names under which the HTTP API takes signals. */
const NAMES: Partial<Record<SignalTold["signal"], string>> = {
  email_opened: "Email Opened",
  email_clicked: "Email Link Clicked",
  email_complained: "Email Marked as Spam",
  sms_clicked: "SMS Link Clicked",
  sms_replied: "SMS Replied",
  wishlist_added: "Product Added to Wishlist",
  product_reviewed: "Product Reviewed",
};

function tellMessage(
  { signal, about, occurredAt, at }: SignalTold,
  { number, customerId, person }: { number: number; customerId: string | null; person: number },
): Delivery {
  const event = NAMES[signal];
  if (event === undefined) throw new Error(`${signal} is told by no message`);
  const product = about?.startsWith("product:") === true ? about.slice("product:".length) : null;
  const body = {
    messageId: `message-${person}-${number}`,
    userId: customerId,
    event,
    timestamp: iso(occurredAt),
    sentAt: iso(at),
    properties: product === null ? {} : { product_id: product },
  };
  return { kind: "message", body, at, person };
}
