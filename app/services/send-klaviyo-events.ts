import { z } from "zod";

/** Fixed: no merchant and no message chooses where the key is sent to. */
const ENDPOINT = "https://a.klaviyo.com/api/event-bulk-create-jobs";
/** The version of Klaviyo's API that this is written for. */
const REVISION = "2026-04-15";
const TIMEOUT_MS = 20_000;
const DEFAULT_RETRY_AFTER_S = 15;

export type KlaviyoAnswer =
  /** Klaviyo has them, and drops what it has already. */
  | { outcome: "accepted" }
  /** One is not as Klaviyo wants it: the one at this place; null: it did not say which. None was taken. */
  | { outcome: "refused"; place: number | null; reason: string }
  /** The key is wrong, or may not write events. */
  | { outcome: "unauthorized"; reason: string }
  | { outcome: "throttled"; waitMs: number }
  /** Klaviyo is slow, broken or unreachable. It may have taken them: sending again is harmless. */
  | { outcome: "unavailable"; reason: string }
  /** No event can be the reason: the endpoint has moved, the account is closed, Klaviyo waited in vain. Sending again is harmless. */
  | { outcome: "unexpected"; reason: string };

/** With these Klaviyo says that what was sent is not as it wants it. */
const SPEAKS_OF_EVENTS = new Set([400, 422]);

const ErrorsSchema = z.object({
  errors: z
    .array(
      z.object({
        code: z.string().optional(),
        source: z.object({ pointer: z.string().optional() }).optional(),
      }),
    )
    .min(1),
});

/** Sends events, at most 1,000. The answer's texts are not repeated: they may quote what was sent. */
export async function sendKlaviyoEvents(
  apiKey: string,
  events: readonly object[],
): Promise<KlaviyoAnswer> {
  const attributes = { "events-bulk-create": { data: events } };
  let response: Response;
  try {
    response = await fetch(ENDPOINT, {
      method: "POST",
      headers: {
        authorization: `Klaviyo-API-Key ${apiKey}`,
        revision: REVISION,
        accept: "application/vnd.api+json",
        "content-type": "application/vnd.api+json",
      },
      body: JSON.stringify({ data: { type: "event-bulk-create-job", attributes } }),
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch {
    return { outcome: "unavailable", reason: "Klaviyo did not answer" };
  }
  const { status } = response;
  if (response.ok) {
    await response.body?.cancel();
    return { outcome: "accepted" };
  }
  const body: unknown = await response.json().catch(() => null);
  const [error] = ErrorsSchema.safeParse(body).data?.errors ?? [];
  if (status === 401 || status === 403) {
    const reason =
      status === 401
        ? "Klaviyo does not know the key"
        : "The key may not write events: give it the scope events:write";
    return { outcome: "unauthorized", reason };
  }
  if (status === 429) {
    const seconds = Number(response.headers.get("retry-after") ?? DEFAULT_RETRY_AFTER_S);
    const waitMs = (Number.isFinite(seconds) ? seconds : DEFAULT_RETRY_AFTER_S) * 1000;
    return { outcome: "throttled", waitMs };
  }
  if (status >= 500) return { outcome: "unavailable", reason: `Klaviyo answered ${status}` };
  const reason = `Klaviyo answered ${status} (${error?.code ?? "no code"})`;
  if (!SPEAKS_OF_EVENTS.has(status)) return { outcome: "unexpected", reason };
  const place = /events-bulk-create\/data\/(\d+)/.exec(error?.source?.pointer ?? "")?.[1];
  return { outcome: "refused", place: place === undefined ? null : Number(place), reason };
}
