import type { Beginning, LifeInput } from "./draw-person.ts";
import { MINUTE_MS } from "./world.ts";
import type { ConsentTold, SignalTold, TagTold } from "./world.ts";

export const FOREIGN_TAGS = ["wholesale", "VIP-2019"] as const;

const STATES = [
  "subscribed",
  "subscribed",
  "subscribed",
  "unsubscribed",
  "unsubscribed",
  "pending",
  "not_subscribed",
  "redacted",
  "invalid",
] as const;

const CHOICES = {
  email: { subscribed: "email_subscribed", unsubscribed: "email_unsubscribed" },
  sms: { subscribed: "sms_subscribed", unsubscribed: "sms_unsubscribed" },
} as const;

/** What is told of a customer's account: consents with the signals that choices are, and tags of others. */
export function drawAccount(
  life: LifeInput,
  { customerId, bornAt }: Beginning,
): { consents: ConsentTold[]; tags: TagTold[]; signals: SignalTold[] } {
  const { random, endAt } = life;
  if (customerId === null || bornAt === null) return { consents: [], tags: [], signals: [] };
  const sometime = (): number =>
    bornAt + MINUTE_MS + Math.floor(random.next() * (endAt - bornAt - 2 * MINUTE_MS));
  const consents = Array.from({ length: random.between(0, 2) }, (): ConsentTold => ({
    at: sometime(),
    channel: random.pick(["email", "sms"]),
    state: random.pick(STATES),
  })).sort((a, b) => a.at - b.at);
  const signals = consents.flatMap(({ at, channel, state }): SignalTold[] => {
    if (state !== "subscribed" && state !== "unsubscribed") return [];
    return [
      {
        at,
        occurredAt: at,
        signal: CHOICES[channel][state],
        trust: "signed",
        about: null,
        value: 0,
        by: "customer",
        source: { kind: "implied" },
      },
    ];
  });
  const tags: TagTold[] = [];
  if (random.chance(0.3)) {
    const tag = random.pick(FOREIGN_TAGS);
    const addedAt = sometime();
    tags.push({ at: addedAt, change: "added", tag });
    const removedAt = sometime();
    if (removedAt > addedAt) tags.push({ at: removedAt, change: "removed", tag });
  }
  return { consents, tags, signals };
}
