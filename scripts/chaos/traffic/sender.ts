import { Agent, request as httpRequest } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** A request that is sent until it is answered with success, as scripts with a queue and servers' libraries do. */
export interface Sending {
  /** Asked before every try: a signature holds for 90 seconds. */
  path(): string;
  headers: Record<string, string>;
  body: string;
  /** Whose it is, where somebody waits until all of theirs is answered. */
  of?: string;
}

export interface Sender {
  send(sending: Sending): Promise<void>;
  /** Resolves when all is answered that was sent so far of somebody. */
  answered(of: string): Promise<void>;
  /** Not answered yet. */
  pending(): number;
  acknowledged(): number;
  /** Answers that say that the request itself is wrong. */
  refusals(): string[];
}

const ANSWER_MS = 10_000;
const PAUSE_MS = 250;

/** Sends to the app by its address until each request is answered with 2xx. */
export function createSender(url: string): Sender {
  const agent = new Agent({ keepAlive: true });
  const refused: string[] = [];
  const underWay = new Map<string, Set<Promise<void>>>();
  let pending = 0;
  let acknowledged = 0;

  const once = ({ path, headers, body }: Sending): Promise<number> =>
    new Promise((resolve) => {
      const request = httpRequest(new URL(path(), url), { method: "POST", agent, headers });
      request.setTimeout(ANSWER_MS, () => request.destroy(new Error("no answer")));
      request.on("error", () => resolve(0));
      request.on("response", (response) => {
        response.on("error", () => resolve(0));
        response.on("end", () => resolve(response.statusCode ?? 0));
        response.resume();
      });
      request.end(body);
    });

  const untilAnswered = async (sending: Sending): Promise<void> => {
    pending += 1;
    for (;;) {
      const status = await once(sending);
      if (status >= 200 && status < 300) break;
      if (status === 400 || status === 413) {
        refused.push(`${status} for ${sending.path().split("?")[0]}`);
        break;
      }
      await sleep(PAUSE_MS);
    }
    pending -= 1;
    acknowledged += 1;
  };

  return {
    async send(sending) {
      const sent = untilAnswered(sending);
      const theirs = underWay.get(sending.of ?? "") ?? new Set();
      underWay.set(sending.of ?? "", theirs.add(sent));
      await sent;
      theirs.delete(sent);
    },
    async answered(name) {
      await Promise.all([...(underWay.get(name) ?? [])]);
    },
    pending: () => pending,
    acknowledged: () => acknowledged,
    refusals: () => refused,
  };
}
