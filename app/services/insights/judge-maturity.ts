/** What is looked at of a shop, in the rows of the matrix. */
const MATURITY_AREAS = ["data", "scoring", "segmentation", "personalization", "impact"] as const;
export type MaturityArea = (typeof MATURITY_AREAS)[number];

/** Each rests on the ones before it. */
export const MATURITY_LEVELS = ["basic", "scalable", "predictive"] as const;
export type MaturityLevel = (typeof MATURITY_LEVELS)[number];

/** What a shop really has, as measured. */
export interface MaturityFacts {
  hasHistory: boolean;
  hasOrders: boolean;
  /** Whether the embed or the pixel told something in the last seven days. */
  isStorefrontAlive: boolean;
  /** Channels with at least one answer of a customer in the last month that is told. */
  channels: number;
  /** Of the people who ordered in the last 30 days, those who were seen in the shop that day. */
  orderers: number;
  orderersSeen: number;
  hasScores: boolean;
  /** Whether the merchant chose a preset or changed numbers. */
  isModelChosen: boolean;
  /** Whether customers of a higher score bought more often afterwards than those of a lower one, beyond chance. */
  doesScoreWork: boolean;
  /** Whether predictions were fitted to enough customers to be believed. */
  arePredictionsBelievable: boolean;
  segmentsWithMembers: number;
  hasRecentMoves: boolean;
  predictiveSegments: number;
  hasTagsWritten: boolean;
  /** Of Flow triggers, Klaviyo events and metafields, how many are in use. */
  outlets: number;
  /** Segments by a prediction that write a tag. */
  predictiveTags: number;
  /** Customers of known score who bought in the month that is measured. */
  measuredBuyers: number;
  /** Whether some customers are left out of activations, to compare with. */
  hasHoldout: boolean;
}

/** One thing that a level asks for. */
export interface Criterion {
  name: string;
  level: MaturityLevel;
  isMet: boolean;
  /** The numbers of its sentence. */
  amounts: Record<string, number>;
}

export interface AreaMaturity {
  area: MaturityArea;
  /** The highest level of which, and of all below it, everything is met; null: not even the first. */
  level: MaturityLevel | null;
  criteria: Criterion[];
  /** The first thing that is missing; null: nothing is. */
  next: string | null;
}

/** Half of the people who order are known from their visits: enough to learn from what comes before an order. */
const SEEN_SHARE = 0.5;
const SEVERAL = 3;

const CRITERIA = {
  data: (facts) => [
    met("history", "basic", facts.hasHistory && facts.hasOrders),
    met("storefront", "scalable", facts.isStorefrontAlive),
    met("channel", "scalable", facts.channels >= 1, { channels: facts.channels }),
    met(
      "recognized",
      "predictive",
      facts.orderers > 0 && facts.orderersSeen >= SEEN_SHARE * facts.orderers,
      { orderers: facts.orderers, seen: facts.orderersSeen },
    ),
    met("channels", "predictive", facts.channels >= SEVERAL, { channels: facts.channels }),
  ],
  scoring: (facts) => [
    met("scores", "basic", facts.hasScores),
    met("model", "scalable", facts.isModelChosen),
    met("works", "scalable", facts.doesScoreWork),
    met("predictions", "predictive", facts.arePredictionsBelievable),
  ],
  segmentation: (facts) => [
    met("segment", "basic", facts.segmentsWithMembers >= 1, {
      segments: facts.segmentsWithMembers,
    }),
    met("segments", "scalable", facts.segmentsWithMembers >= SEVERAL, {
      segments: facts.segmentsWithMembers,
    }),
    met("moves", "scalable", facts.hasRecentMoves),
    met("predictive", "predictive", facts.predictiveSegments >= 1, {
      segments: facts.predictiveSegments,
    }),
  ],
  personalization: (facts) => [
    met("tags", "basic", facts.hasTagsWritten),
    met("outlet", "scalable", facts.outlets >= 1, { outlets: facts.outlets }),
    met("tag", "predictive", facts.predictiveTags >= 1, { segments: facts.predictiveTags }),
  ],
  impact: (facts) => [
    met("measured", "basic", facts.measuredBuyers >= 1, { buyers: facts.measuredBuyers }),
    met("ranked", "scalable", facts.doesScoreWork),
    met("holdout", "predictive", facts.hasHoldout),
  ],
} satisfies Record<MaturityArea, (facts: MaturityFacts) => Criterion[]>;

function met<Name extends string>(
  name: Name,
  level: MaturityLevel,
  isMet: boolean,
  amounts: Record<string, number> = {},
): Criterion & { name: Name } {
  return { name, level, isMet, amounts };
}

/** How far a shop is in each area, and what the next step is. */
export function judgeMaturity(facts: MaturityFacts): AreaMaturity[] {
  return MATURITY_AREAS.map((area) => {
    const criteria: Criterion[] = CRITERIA[area](facts);
    const missing = criteria.find(({ isMet }) => !isMet);
    const reached = MATURITY_LEVELS.filter((_, rank) =>
      criteria.every((each) => each.isMet || MATURITY_LEVELS.indexOf(each.level) > rank),
    );
    return { area, level: reached.at(-1) ?? null, criteria, next: missing?.name ?? null };
  });
}
