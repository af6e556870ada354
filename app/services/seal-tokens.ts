import { isSealedByFirst, openSecret, sealSecret, type SealKeys } from "./seal-secret.ts";

/** What stands before a sealed token in its column; no token of Shopify's begins so. */
const MARK = "sealed:";

/** The two secrets of one of Shopify's sessions; undefined: it has none. */
export interface SessionTokens {
  accessToken: string | undefined;
  refreshToken: string | undefined;
}

interface Sealed {
  keys: SealKeys;
  /** The session's id: what was sealed for one session opens for no other. */
  sessionId: string;
  tokens: SessionTokens;
}

/** What a session's row is to hold. */
export function sealTokens({ keys, sessionId, tokens }: Sealed): SessionTokens {
  const seal = (name: keyof SessionTokens): string | undefined => {
    const secret = tokens[name];
    if (secret === undefined || secret === "") return secret;
    return `${MARK}${sealSecret({ keys, purpose: purposeOf(name, sessionId), secret })}`;
  };
  return { accessToken: seal("accessToken"), refreshToken: seal("refreshToken") };
}

export type OpenedTokens =
  | {
      outcome: "opened";
      tokens: SessionTokens;
      /** Whether the first key sealed them; if not, they are to be sealed anew. */
      isCurrent: boolean;
    }
  /** No key opens one of them, or it was not sealed for this session. */
  | { outcome: "sealed" };

/** Opens what a session's row holds. A token from before they were sealed is itself. */
export function openTokens({ keys, sessionId, tokens }: Sealed): OpenedTokens {
  let isCurrent = true;
  let isLost = false;
  const open = (name: keyof SessionTokens): string | undefined => {
    const stored = tokens[name];
    if (stored === undefined || stored === "") return stored;
    if (!stored.startsWith(MARK)) {
      isCurrent = false;
      return stored;
    }
    const sealed = stored.slice(MARK.length);
    isCurrent &&= isSealedByFirst(keys, sealed);
    const secret = openSecret({ keys, purpose: purposeOf(name, sessionId), sealed });
    isLost ||= secret === null;
    return secret ?? undefined;
  };
  const opened = { accessToken: open("accessToken"), refreshToken: open("refreshToken") };
  return isLost ? { outcome: "sealed" } : { outcome: "opened", tokens: opened, isCurrent };
}

const purposeOf = (name: keyof SessionTokens, sessionId: string): string =>
  `session ${name} ${sessionId}`;
