import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { readBody } from "../network/read-body.ts";

/** Klaviyo is no part of Shopify; it stands here since the app reaches both by the same proxy. */
export const KLAVIYO_HOST = "a.klaviyo.com";

const PATH = "/api/event-bulk-create-jobs";
const REVISION = "2026-04-15";
const MAX_BYTES = 5_000_000;

export interface KlaviyoEvent {
  externalId: string;
  metric: string;
  uniqueId: string;
  time: string;
  properties: Record<string, unknown>;
}

/** What Klaviyo has of the app's events, and the troubles that a test can order. */
export interface KlaviyoInbox {
  /** Private keys that are accepted. */
  keys: Set<string>;
  /** Kept once by profile, metric and unique id, as Klaviyo does. */
  events: KlaviyoEvent[];
  /** How often an event came that was there already. */
  duplicates: number;
  faults: KlaviyoFaults;
}

interface KlaviyoFaults {
  status429Next?: number;
  status500Next?: number;
  dropAfterCommitNext?: number;
  /** Every request is answered with this status, without a word of an event. */
  status?: number;
  /** Requests with an event of one of these profiles are refused with 400, without a word of which event it is. */
  refusedInSilence?: readonly string[];
  /** How many requests the two have hit; counts up. */
  refused?: number;
}

export const createKlaviyoInbox = (): KlaviyoInbox => ({
  keys: new Set(),
  events: [],
  duplicates: 0,
  faults: {},
});

const resource = <T extends string, A extends z.ZodType>(type: T, attributes: A) =>
  z.strictObject({ type: z.literal(type), attributes });

const EventSchema = resource(
  "event",
  z.strictObject({
    metric: z.strictObject({
      data: resource("metric", z.strictObject({ name: z.string().min(1).max(128) })),
    }),
    properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    time: z.iso.datetime({ offset: true }),
    unique_id: z.string().min(1),
  }),
);
const BodySchema = z.strictObject({
  data: resource(
    "event-bulk-create-job",
    z.strictObject({
      "events-bulk-create": z.strictObject({
        data: z
          .array(
            resource(
              "event-bulk-create",
              z.strictObject({
                profile: z.strictObject({
                  data: resource("profile", z.strictObject({ external_id: z.string().min(1) })),
                }),
                events: z.strictObject({ data: z.array(EventSchema).min(1) }),
              }),
            ),
          )
          .min(1)
          .max(1000),
      }),
    }),
  ),
});

type SentEvents = z.infer<
  typeof BodySchema
>["data"]["attributes"]["events-bulk-create"]["data"][number];
const externalIdOf = ({ attributes }: SentEvents): string =>
  attributes.profile.data.attributes.external_id;

/** Answers as Klaviyo's Events API does, for what the app sends and nothing else. */
export async function serveKlaviyo(
  inbox: KlaviyoInbox,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  const { faults } = inbox;
  const body = await readBody(request);
  const { headers } = request;
  if (request.method !== "POST" || request.url !== PATH) return refuse(response, 404, "not_found");
  if (takeFault(faults, "status500Next")) return refuse(response, 500, "error");
  const key = /^Klaviyo-API-Key (\S+)$/.exec(headers.authorization ?? "")?.[1] ?? "";
  if (!inbox.keys.has(key)) return refuse(response, 401, "not_authenticated");
  if (headers["revision"] !== REVISION) return refuse(response, 400, "invalid_revision");
  if (headers["content-type"] !== "application/vnd.api+json") {
    return refuse(response, 415, "unsupported_media_type");
  }
  if (takeFault(faults, "status429Next")) {
    response.setHeader("retry-after", "3");
    return refuse(response, 429, "throttled");
  }
  if (Buffer.byteLength(body) > MAX_BYTES) return refuse(response, 413, "too_large");
  const parsed = BodySchema.safeParse(parseJson(body));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const pointer = `/${(issue?.path ?? []).map(String).join("/")}`;
    return refuse(response, 400, "invalid", { detail: issue?.message ?? "", source: { pointer } });
  }
  const sent = parsed.data.data.attributes["events-bulk-create"].data;
  const refused = faults.refusedInSilence ?? [];
  const isRefused = sent.some((one) => refused.includes(externalIdOf(one)));
  const status = faults.status ?? (isRefused ? 400 : null);
  if (status !== null) {
    faults.refused = (faults.refused ?? 0) + 1;
    return refuse(response, status, "error");
  }
  for (const one of sent) {
    const { attributes } = one;
    const externalId = externalIdOf(one);
    for (const event of attributes.events.data) {
      const { metric, properties, time, unique_id: uniqueId } = event.attributes;
      const { name } = metric.data.attributes;
      const isKnown = inbox.events.some(
        (one) => one.externalId === externalId && one.metric === name && one.uniqueId === uniqueId,
      );
      if (isKnown) inbox.duplicates += 1;
      else inbox.events.push({ externalId, metric: name, uniqueId, time, properties });
    }
  }
  if (takeFault(faults, "dropAfterCommitNext")) {
    request.socket.destroy();
    return;
  }
  response.writeHead(202).end();
}

type Counted = "status429Next" | "status500Next" | "dropAfterCommitNext";

function takeFault(faults: KlaviyoFaults, name: Counted): boolean {
  const left = faults[name] ?? 0;
  if (left > 0) faults[name] = left - 1;
  return left > 0;
}

function refuse(response: ServerResponse, status: number, code: string, more: object = {}): void {
  const errors = [{ id: "0", status, code, title: code, ...more }];
  response.writeHead(status, { "content-type": "application/vnd.api+json" });
  response.end(JSON.stringify({ errors }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
