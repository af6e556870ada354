import type { Evidence } from "../calibration/interval.ts";
import { gradeOwnEvidence, intervalAround } from "../affinity/own-evidence.ts";
import { gammaQuantile } from "../numeric/gamma-distribution.ts";
import type { RatePrior } from "./gamma-poisson.ts";
import { CHANNELS } from "./response-days.ts";
import type { ChannelResponse, ResponseChannel } from "./response-days.ts";

/** How often a customer answers over a channel. Rates are days with an answer in a week. */
export interface ChannelResponsiveness extends ChannelResponse {
  channel: ResponseChannel;
  /** Drawn to the shop's rate, by as much as the shop weighs. */
  perWeek: number;
  low: number;
  high: number;
  shopPerWeek: number;
  /** Whether the customer may not be written to over it. */
  isOptedOut: boolean;
  evidence: Evidence;
}

export interface Responsiveness {
  /** The most answered first. Channels over which the shop never had an answer are left out. */
  channels: ChannelResponsiveness[];
  /** The one whose interval lies above all others; null: not yet known. */
  best: ResponseChannel | null;
}

/**
 * A customer's answers over each channel, gamma-Poisson: the shop's spread of customers is the prior, the customer's own
 * weeks are the evidence. How many messages were sent is not known, so a rate says how often somebody comes by a channel
 * as it is used, and not how many messages of a hundred they answer.
 */
export function estimateResponsiveness(input: {
  responses: ReadonlyMap<ResponseChannel, ChannelResponse>;
  shop: Readonly<Partial<Record<ResponseChannel, RatePrior>>>;
  optedOut: ReadonlySet<ResponseChannel>;
}): Responsiveness {
  const { responses, shop, optedOut } = input;
  const channels = CHANNELS.flatMap((channel): ChannelResponsiveness[] => {
    const own = responses.get(channel);
    const prior = shop[channel];
    if (own === undefined || prior === undefined) return [];
    const shape = prior.mean * prior.weight + own.days;
    const rate = prior.weight + own.weeks;
    const perWeek = shape / rate;
    return [
      {
        channel,
        ...own,
        perWeek,
        ...intervalAround(perWeek, (part) => gammaQuantile(part, { shape, rate })),
        shopPerWeek: prior.mean,
        isOptedOut: optedOut.has(channel),
        evidence: gradeOwnEvidence({ own: own.weeks, prior: prior.weight }),
      },
    ];
  });
  channels.sort((a, b) => b.perWeek - a.perWeek || (a.channel < b.channel ? -1 : 1));
  return { channels, best: findBest(channels) };
}

/** Among those by which the customer may be reached; a channel without any answer is no best one. */
function findBest(channels: readonly ChannelResponsiveness[]): ResponseChannel | null {
  const [first, ...others] = channels.filter((one) => !one.isOptedOut);
  if (first === undefined || first.days === 0 || others.length === 0) return null;
  return others.every(({ high }) => first.low > high) ? first.channel : null;
}
