import type { Request, Response } from "express";
import { getCapture } from "../capture.server.ts";
import { now } from "../clock.server.ts";
import { API_LIMITS, parseApiBody, type ApiCall } from "../pipeline/capture/parse-api-batch.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import type { ApiWriter } from "../services/authenticate-write-key.ts";
import { recordApiBatch, type RecordApiBatchOutcome } from "../services/record-api-batch.ts";
import { readBasicUser, readWriter } from "./api-writer.ts";
import { passesFloodGate } from "./flood-gate.ts";
import { passesKeyGate } from "./key-gate.ts";
import { noteIntake } from "./note-intake.ts";
import { readEncodedBody } from "./read-encoded-body.ts";
import { refuseBody } from "./refuse-body.ts";
import { refuseOverload } from "./refuse-overload.ts";
import type { RequestRoom } from "./room-gate.ts";
import { createUnpack } from "./unpack.ts";

/** What the libraries call: the specification's names, and analytics.js's letters for them. */
const API_PATHS: Readonly<Record<string, ApiCall>> = {
  batch: "batch",
  b: "batch",
  import: "batch",
  identify: "identify",
  i: "identify",
  track: "track",
  t: "track",
  page: "page",
  p: "page",
  screen: "screen",
  s: "screen",
  group: "group",
  g: "group",
  alias: "alias",
  a: "alias",
};

/** Whoever writes no key into the head waits for others of them alone. */
const unpackOfWriters = createUnpack(2);
const unpackOfStrangers = createUnpack(1);

/**
 * The HTTP API that Segment's and RudderStack's clients speak. A write key says whose the events are. The
 * content type is not asked: analytics.js calls its JSON text, RudderStack's client for Node a form.
 */
export async function receiveApiEvents(
  request: Request,
  response: Response,
  room: RequestRoom,
): Promise<void> {
  allowAnyOrigin(response);
  const path = String(request.params["call"]).toLowerCase();
  const call = Object.hasOwn(API_PATHS, path) ? API_PATHS[path] : undefined;
  if (call === undefined) {
    refuse(response, 404, `Send to one of ${Object.keys(API_PATHS).join(", ")} below /v1`);
    return;
  }
  // A key in the header is asked before the body is read. Browsers may have it in the body alone.
  const keyInHeader = readBasicUser(request);
  const known = keyInHeader === null ? null : await readWriter(request, keyInHeader);
  if (known?.outcome === "refused") {
    refuse(response, known.status, known.reason);
    return;
  }
  const isServer = known?.writer.kind === "server";
  if (!isServer && !passesFloodGate(request, response, 0)) return;
  if (known !== null && !mayWrite(known.writer, response, room)) return;
  const read = await readEncodedBody(request, {
    ...{ maxBytes: API_LIMITS.maxBytes, room },
    unpack: known === null ? unpackOfStrangers : unpackOfWriters,
  });
  if (read.outcome === "unread") {
    refuseBody(response, { why: read.why, mostBytes: API_LIMITS.maxBytes });
    return;
  }
  if (read.outcome === "refused") {
    refuse(response, read.status, read.reason);
    return;
  }
  const body = parseApiBody(read.bytes.toString("utf8"));
  if (body === null) {
    refuse(response, 400, "The body is not JSON");
    return;
  }
  const found = known ?? (await readWriter(request, body.writeKey));
  if (found.outcome === "refused") {
    refuse(response, found.status, found.reason);
    return;
  }
  const { writer } = found;
  if (known === null && !mayWrite(writer, response, room)) return;
  const recorded = await recordApiBatch({
    capture: getCapture(),
    writer,
    call,
    body,
    size: read.bytes.length,
    now: now(),
  });
  answer(response, call, { shopId: writer.shopId, recorded });
}

/** Whether the shop of a key may have one more request, which is counted as its own. */
function mayWrite(writer: ApiWriter, response: Response, room: RequestRoom): boolean {
  if (!passesKeyGate(writer, response)) return false;
  if (room.isInShare(String(writer.shopId))) return true;
  refuseOverload(response);
  return false;
}

/** A browser asks before it sends a header of its own. */
export function allowApiOrigin(_request: Request, response: Response): void {
  allowAnyOrigin(response);
  response
    .set("access-control-allow-methods", "POST")
    // RudderStack's clients send the anonymous id in a header too.
    .set(
      "access-control-allow-headers",
      "authorization, content-type, content-encoding, anonymousid",
    )
    .set("access-control-max-age", "86400")
    .status(204)
    .end();
}

function answer(
  response: Response,
  call: ApiCall,
  { shopId, recorded }: { shopId: number; recorded: RecordApiBatchOutcome },
): void {
  const from = { shopId, source: "api" } as const;
  switch (recorded.outcome) {
    case "malformed":
      noteIntake(from, { rejected: ["malformed"] });
      return refuse(response, 400, recorded.reason);
    case "overloaded":
      return refuseOverload(response);
    case "uninstalled-shop":
      return refuse(response, 403, "The app is not installed on the shop of this key any more");
    case "recorded":
      return answerRecorded(response, call, { from, recorded });
    default:
      assertNever(recorded);
  }
}

/**
 * A batch of which some messages were refused is a success: its sender would drop or repeat all of them.
 * So is a message of somebody who denied consent, since nothing is wrong with it.
 */
function answerRecorded(
  response: Response,
  call: ApiCall,
  told: {
    from: { shopId: number; source: "api" };
    recorded: Extract<RecordApiBatchOutcome, { outcome: "recorded" }>;
  },
): void {
  const { from, recorded } = told;
  const reasons = recorded.refused.map(({ why }) => why);
  noteIntake(from, {
    ...recorded,
    // Nothing is wrong with what somebody does not want to have counted.
    ignored: [...recorded.ignored, ...reasons.filter((why) => why === "no-consent")],
    rejected: reasons.filter((why) => why !== "no-consent"),
  });
  const [first] = recorded.refused;
  if (first === undefined) {
    response.status(200).json({ success: true });
  } else if (call === "batch" || first.why === "no-consent") {
    const refused = recorded.refused.map(({ index, reason }) => ({ index, reason }));
    response.status(200).json({ success: true, refused });
  } else {
    refuse(response, 400, first.reason);
  }
}

function allowAnyOrigin(response: Response): void {
  response.set("access-control-allow-origin", "*");
}

function refuse(response: Response, status: number, reason: string): void {
  response.status(status).json({ success: false, error: reason });
}
