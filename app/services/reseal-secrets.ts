import {
  readSealed,
  replaceSealed,
  SEALED_COLUMNS,
  type SealedColumn,
} from "../db/sealed-columns.ts";
import { readTokens, replaceTokens } from "../db/session-tokens.ts";
import type { Queryable } from "../db/transaction.ts";
import { klaviyoPurpose } from "./connect-klaviyo.ts";
import { addressKeyPurpose } from "./open-address-key.ts";
import { isSealedByFirst, openSecret, sealSecret, type SealKeys } from "./seal-secret.ts";
import { openTokens, sealTokens } from "./seal-tokens.ts";
import { klaviyoKeyPurpose } from "./set-klaviyo-key.ts";

const PURPOSES: Record<SealedColumn, (shopId: number) => string> = {
  klaviyoSecret: klaviyoPurpose,
  klaviyoKey: klaviyoKeyPurpose,
  addressKey: addressKeyPurpose,
};
const NAMES = Object.keys(SEALED_COLUMNS) as SealedColumn[];
const PAGE = 500;

export interface ResealCount {
  /** Sealed by the first key now, and not before. */
  resealed: number;
  /** Sealed by it before. */
  current: number;
  /** No key opens them: what they belong to must be connected again. */
  lost: number;
}

/**
 * Seals everything anew that another key than the first has sealed, or none, so that older keys can be put away. Secrets
 * that change meanwhile stay as they are: they are sealed by the first key already.
 */
export async function resealSecrets(options: {
  db: Queryable;
  sealKeys: SealKeys;
}): Promise<Record<SealedColumn | "sessions", ResealCount>> {
  const counts = {
    sessions: { resealed: 0, current: 0, lost: 0 },
    klaviyoSecret: { resealed: 0, current: 0, lost: 0 },
    klaviyoKey: { resealed: 0, current: 0, lost: 0 },
    addressKey: { resealed: 0, current: 0, lost: 0 },
  };
  await resealSessions(options, counts.sessions);
  for (const name of NAMES) await resealColumn(options, name, counts[name]);
  return counts;
}

type Options = Parameters<typeof resealSecrets>[0];

async function resealSessions({ db, sealKeys: keys }: Options, count: ResealCount): Promise<void> {
  let after = "";
  for (;;) {
    const page = await readTokens(db, { after, limit: PAGE });
    for (const { sessionId, ...from } of page) {
      after = sessionId;
      const stored = { ...from, refreshToken: from.refreshToken ?? undefined };
      const opened = openTokens({ keys, sessionId, tokens: stored });
      if (opened.outcome === "sealed") count.lost += 1;
      else if (opened.isCurrent) count.current += 1;
      else {
        const sealed = sealTokens({ keys, sessionId, tokens: opened.tokens });
        const to = {
          accessToken: sealed.accessToken ?? "",
          refreshToken: sealed.refreshToken ?? null,
        };
        if (await replaceTokens(db, sessionId, { from, to })) count.resealed += 1;
        else count.current += 1;
      }
    }
    if (page.length < PAGE) return;
  }
}

async function resealColumn(
  { db, sealKeys: keys }: Options,
  name: SealedColumn,
  count: ResealCount,
): Promise<void> {
  let after = 0;
  for (;;) {
    const page = await readSealed(db, name, { after, limit: PAGE });
    for (const { shopId, sealed } of page) {
      after = shopId;
      const purpose = PURPOSES[name](shopId);
      const secret = openSecret({ keys, purpose, sealed });
      if (secret === null) count.lost += 1;
      else if (isSealedByFirst(keys, sealed)) count.current += 1;
      else {
        const to = sealSecret({ keys, purpose, secret });
        const isReplaced =
          to !== null && (await replaceSealed(db, name, { shopId, from: sealed, to }));
        if (isReplaced) count.resealed += 1;
        else count.current += 1;
      }
    }
    if (page.length < PAGE) return;
  }
}
