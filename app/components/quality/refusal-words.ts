import type { Refusal } from "../../queries/read-refusals.ts";

export interface RefusalWords {
  /** What was wrong. */
  what: string;
  /** What to do about it. */
  todo: string;
}

/** The first that fits. Reasons are those of the edges: a word of ours, or the field and what was expected. */
const KNOWN: [RegExp, RefusalWords][] = [
  [
    /^no-consent$|consent/,
    {
      what: "Sent without consent to analytics",
      todo: "Nothing: without consent nothing may be kept. If your banner asks for it, let it tell the sender.",
    },
  ],
  [
    /^no-identity$/,
    {
      what: "It named nobody",
      todo: "Send a user id or an anonymous id. What names an address alone needs the matching of addresses.",
    },
  ],
  [
    /^wrong-signature$/,
    {
      what: "The signature does not fit",
      todo: "Give the sender the secret of the connection again, or connect anew.",
    },
  ],
  [
    /^wrong-time$|^too-old$/,
    {
      what: "Its time is too long ago, or in the future",
      todo: "Look at the sender’s clock, and send what happened within the allowed days.",
    },
  ],
  [
    /^unknown-topic$/,
    {
      what: "A topic that nobody here reads",
      todo: "Deploy the app’s configuration of this version: the one at Shopify names a topic too many.",
    },
  ],
  [
    /^too-large$|more than \d+ (?:bytes|events|messages)/,
    { what: "Too large", todo: "Send smaller batches; large texts are not needed." },
  ],
  [
    /not JSON|^malformed$/,
    {
      what: "It could not be read at all",
      todo: "Look at what the sender builds: it has to be JSON.",
    },
  ],
  [
    /unknown kind/,
    {
      what: "An event of a kind that is not known",
      todo: "The script in the theme and the app are of different versions: deploy both.",
    },
  ],
  [
    /occurredAt|sentAt|timestamp|_at: expected|At: expected/,
    {
      what: "A time could not be read",
      todo: "Send times as ISO 8601 with their offset, such as 2026-11-23T10:00:00Z.",
    },
  ],
];

const OTHER: RefusalWords = {
  what: "A field is not as expected",
  todo: "The reason names the field and what it should hold.",
};

const IGNORED: RefusalWords = {
  what: "A name that nothing counts",
  todo: "Nothing, if you do not need it. Else send it under one of the names that are known.",
};

export function refusalWords({
  outcome,
  reason,
}: Pick<Refusal, "outcome" | "reason">): RefusalWords {
  if (outcome === "ignored" && reason !== "no-consent") return IGNORED;
  return KNOWN.find(([pattern]) => pattern.test(reason))?.[1] ?? OTHER;
}
