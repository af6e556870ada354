import { randomUUID } from "node:crypto";
import type pg from "pg";
import {
  endAnnouncements,
  findOpenBatch,
  openBatch,
  releaseBatch,
  returnRest,
  type WaitingAnnouncement,
} from "../db/announcements.ts";
import { loadConsents } from "../db/consents.ts";
import { loadKlaviyoKey, noteKlaviyoError } from "../db/klaviyo-keys.ts";
import { withShopLock } from "../db/locks.ts";
import { describeForKlaviyo, mayTellKlaviyo } from "../pipeline/activate/klaviyo-events.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { englishReason } from "../english/english-reason.ts";
import { openSecret, type SealKeys } from "./seal-secret.ts";
import { sendKlaviyoEvents, type KlaviyoAnswer } from "./send-klaviyo-events.ts";
import { klaviyoKeyPurpose } from "./set-klaviyo-key.ts";

/** Of the 1,000 that Klaviyo takes in one request. */
const EVENTS_PER_REQUEST = 500;
/** Klaviyo takes 150 requests a minute. */
const PACE_MS = 500;
const KEY_RETRY_MS = 5 * 60_000;
const MAX_RETRY_DELAY_MS = 15 * 60_000;

export type TellKlaviyoOutcome =
  | { outcome: "told"; events: number; waitMs: number }
  | { outcome: "nothing-to-tell" }
  | { outcome: "busy" }
  | { outcome: "throttled"; waitMs: number }
  | { outcome: "failed"; waitMs: number; reason: string };

interface TellOptions {
  pool: pg.Pool;
  shopId: number;
  sealKeys: SealKeys;
  clock: () => number;
}

/**
 * Sends the changes that wait as events to the shop's Klaviyo account, in their order. A lost answer costs nothing:
 * what is sent again has the same id, by which Klaviyo keeps it once.
 */
export async function tellKlaviyo(options: TellOptions): Promise<TellKlaviyoOutcome> {
  const { pool, shopId } = options;
  const locked = await withShopLock(pool, { work: "klaviyo", shopId }, async () => {
    const open = await findOpenBatch(pool, shopId, "klaviyo");
    if (open !== null) await releaseBatch(pool, shopId, open.batch);
    return send(options);
  });
  return locked.outcome === "busy" ? locked : locked.result;
}

async function send(options: TellOptions): Promise<TellKlaviyoOutcome> {
  const { pool, shopId, sealKeys, clock } = options;
  const key = await loadKlaviyoKey(pool, shopId);
  if (key === null) return { outcome: "nothing-to-tell" };
  const purpose = klaviyoKeyPurpose(shopId);
  const apiKey = openSecret({ keys: sealKeys, purpose, sealed: key.sealedKey });
  if (apiKey === null) {
    const reason = "No key of SEAL_KEYS opens the key of Klaviyo: enter it again";
    await noteKlaviyoError(pool, shopId, reason);
    return { outcome: "failed", waitMs: KEY_RETRY_MS, reason };
  }
  const batch = randomUUID();
  const limit = EVENTS_PER_REQUEST;
  const wanted = { target: "klaviyo", batch, limit, now: clock() } as const;
  const taken = await openBatch(pool, shopId, wanted);
  if (taken.length === 0) return { outcome: "nothing-to-tell" };
  const waiting = await leaveOutRefusing(options, taken);
  if (waiting.length === 0) return { outcome: "told", events: 0, waitMs: 0 };
  const { answer, sent, requests } = await sendNarrowing(shopId, apiKey, waiting);
  const attempts = Math.max(...waiting.map((row) => row.attempts));
  const idsOf = (rows: WaitingAnnouncement[]) => rows.map((row) => row.announcementId);
  const waitMs = requests * PACE_MS;
  switch (answer.outcome) {
    case "accepted": {
      const ended = { ids: idsOf(sent), outcome: "sent", error: null, now: clock() } as const;
      await endAnnouncements(pool, shopId, ended);
      await returnRest(pool, shopId, batch);
      await noteKlaviyoError(pool, shopId, null);
      return { outcome: "told", events: sent.length, waitMs };
    }
    case "refused": {
      const { reason } = answer;
      const at = answer.place ?? 0;
      const ids = idsOf(sent.slice(at, at + 1));
      const ended = { ids, outcome: "refused", error: reason, now: clock() } as const;
      await endAnnouncements(pool, shopId, ended);
      await returnRest(pool, shopId, batch);
      return { outcome: "failed", waitMs, reason };
    }
    case "unauthorized":
      await releaseBatch(pool, shopId, batch);
      await noteKlaviyoError(pool, shopId, answer.reason);
      return { outcome: "failed", waitMs: KEY_RETRY_MS, reason: answer.reason };
    case "throttled":
      await releaseBatch(pool, shopId, batch);
      return answer;
    case "unavailable":
    case "unexpected": {
      const { reason } = answer;
      await releaseBatch(pool, shopId, batch);
      if (answer.outcome === "unexpected") await noteKlaviyoError(pool, shopId, reason);
      const retryMs = Math.min(MAX_RETRY_DELAY_MS, 1000 * 2 ** Math.min(attempts, 20));
      return { outcome: "failed", waitMs: retryMs, reason };
    }
    default:
      return assertNever(answer);
  }
}

/**
 * Sends them, and where Klaviyo refuses them without a word of which, half of them, until it takes some or one is alone: at most
 * ten requests. So one that it cannot take costs no other.
 */
async function sendNarrowing(
  shopId: number,
  apiKey: string,
  waiting: WaitingAnnouncement[],
): Promise<{ answer: KlaviyoAnswer; sent: WaitingAnnouncement[]; requests: number }> {
  let sent = waiting;
  for (let requests = 1; ; requests += 1) {
    const events = sent.flatMap((row) => describe(shopId, row) ?? []);
    const answer = await sendKlaviyoEvents(apiKey, events);
    const isNamed = answer.outcome !== "refused" || (answer.place ?? Infinity) < sent.length;
    if (isNamed) return { answer, sent, requests };
    if (sent.length === 1) return { answer: { ...answer, place: null }, sent, requests };
    sent = sent.slice(0, Math.ceil(sent.length / 2));
  }
}

/** Ends the announcements of those who refused marketing, and gives the others. */
async function leaveOutRefusing(
  { pool, shopId, clock }: TellOptions,
  waiting: WaitingAnnouncement[],
): Promise<WaitingAnnouncement[]> {
  const consents = await loadConsents(
    pool,
    shopId,
    waiting.map(({ customerId }) => customerId),
  );
  const isLeftOut = ({ customerId }: WaitingAnnouncement): boolean =>
    !mayTellKlaviyo(consents.get(customerId) ?? {});
  const ids = waiting.filter(isLeftOut).map(({ announcementId }) => announcementId);
  await endAnnouncements(pool, shopId, { ids, outcome: "left-out", error: null, now: clock() });
  return waiting.filter((row) => !isLeftOut(row));
}

function describe(shopId: number, row: WaitingAnnouncement): object | null {
  const { customerId, announcementId, at } = row;
  const announcement = { ...row.announcement, reason: englishReason(row.announcement.reason) };
  const changeId = `kindling-${shopId}-${announcementId}`;
  return describeForKlaviyo({ announcement, customerId, changeId, at });
}
