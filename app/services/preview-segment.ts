import type pg from "pg";
import { z } from "zod";
import { sampleProfiles } from "../db/profile-sample.ts";
import { loadPublished } from "../db/segment-versions.ts";
import { getShop } from "../db/shop.ts";
import { loadTagTurn } from "../db/tag-turns.ts";
import { chooseWay, type TagWay } from "../pipeline/activate/choose-load.ts";
import { tagMinutes } from "../pipeline/activate/tag-minutes.ts";
import { keepReason } from "../pipeline/segment/keep-reason.ts";
import { estimateCount, type Estimate } from "../pipeline/segment/estimate-count.ts";
import { checkSegmentDraft, type CheckedDraft } from "./check-segment-draft.ts";
import { judgeComing, type JudgedComing } from "./judge-coming.ts";
import { readDefinition } from "./segment-definition.ts";
import { loadShopSegments, type ShopSegment } from "./shop-segments.ts";
import { MUTATION_POINTS } from "./tag-requests.ts";

/** What a draft would do if it were published now. Nothing is written. */
export interface SegmentPreview {
  outcome: "previewed";
  /** Profiles that were judged, and all there are: of fewer all was estimated. */
  drawn: number;
  total: number;
  /** Customers and visitors who would be in it. */
  customers: Estimate;
  visitors: Estimate;
  /** Some of those who would be in it, with the reason. */
  sample: { customerId: string | null; reason: string }[];
  /** Customers who would enter and leave, of those who are in it now. */
  entering: Estimate;
  leaving: Estimate;
  /** Customers whose tags would be written. */
  tags: Estimate;
  /** By single requests, which take so many minutes of half the shop's API budget, or by a bulk operation, which takes none. */
  way: TagWay;
  minutes: number;
  /** Customers in it who are in other segments now, the greatest part first. */
  overlaps: { handle: string; name: string; shared: Estimate; size: Estimate }[];
}

export type PreviewOutcome = SegmentPreview | Exclude<CheckedDraft, { outcome: "sound" }>;

/** Large enough for an interval of two points of a hundred either way, small enough to be judged in a moment. */
const SAMPLE_SIZE = 2000;
const MOST_SHOWN = 8;
/** Of the plan that has the least, until Shopify has told what the shop's is. */
const LEAST_RESTORED_PER_SECOND = 100;

const PreviewSchema = z.object({
  /** null: the segment is new. */
  handle: z.string().nullable(),
  content: z.object({
    name: z.string(),
    description: z.string(),
    tag: z.string().nullable(),
    condition: z.unknown(),
    leaveWhen: z.unknown(),
    minimumStayMs: z.number(),
    minimumAbsenceMs: z.number(),
  }),
});

/** @throws ZodError when the body is not one that the editor sends */
export async function previewSegment(options: {
  pool: pg.Pool;
  shopId: number;
  body: unknown;
  /** Whether large changes of tags go by bulk operations. */
  isBulkOn: boolean;
  now: number;
}): Promise<PreviewOutcome> {
  const { pool, shopId, isBulkOn, now } = options;
  const { handle, content } = PreviewSchema.parse(options.body);
  const published = await loadPublished(pool, shopId);
  const shop = await getShop(pool, shopId);
  const checked = checkSegmentDraft({
    // A new segment's own handle is chosen when it is published, and so that nobody names it yet.
    handle: handle ?? NEW_HANDLE,
    // What it is called and its tag decide nobody's membership: they are refused when it is published.
    draft: { ...content, name: "Preview", tag: null, leaveWhen: content.leaveWhen ?? null },
    others: published
      .filter((row) => row.handle !== handle)
      .map((row) => readDefinition(row.definition, row.handle)),
    tagPrefix: shop.tagPrefix,
  });
  if (checked.outcome !== "sound") return checked;
  const { inForce } = await loadShopSegments(pool, shopId);
  const current = inForce.find((segment) => segment.handle === handle);
  const rule: ShopSegment = {
    ...checked.segment,
    tag: content.tag,
    segmentId: current?.segmentId ?? 0,
    version: current?.version ?? 0,
  };
  const { profiles, total } = await sampleProfiles(pool, shopId, SAMPLE_SIZE);
  const judged = await judgeComing(pool, { shop, profiles, rules: [rule], known: inForce, now });
  const customerIds = new Map(profiles.map((profile) => [profile.profileId, profile.customerId]));
  const people = judged.map((one) => ({
    ...one,
    customerId: customerIds.get(one.profileId) ?? null,
  }));
  const { bucket } = await loadTagTurn(pool, shopId);
  const restoredPerSecond = bucket?.restoredPerSecond ?? LEAST_RESTORED_PER_SECOND;
  const others = inForce;
  return summarize({ people, rule, current, others, total, restoredPerSecond, isBulkOn });
}

const NEW_HANDLE = "preview-of-a-new-segment";

type Judged = JudgedComing & { customerId: string | null };

function summarize(told: {
  people: readonly Judged[];
  rule: ShopSegment;
  current: ShopSegment | undefined;
  others: readonly ShopSegment[];
  total: number;
  restoredPerSecond: number;
  isBulkOn: boolean;
}): SegmentPreview {
  const { people, rule, current, total, restoredPerSecond, isBulkOn } = told;
  const drawn = people.length;
  const estimate = (fits: (person: Judged) => boolean): Estimate =>
    estimateCount({ hits: people.filter(fits).length, drawn, total });
  const isIn = ({ memberships }: Judged): boolean => memberships[rule.handle]?.member === true;
  const wasIn = ({ before }: Judged): boolean => before[rule.handle]?.member === true;
  const isCustomer = ({ customerId }: Judged): boolean => customerId !== null;
  const hasTag = (tag: string | null | undefined, isMember: boolean): string | null =>
    isMember ? (tag ?? null) : null;
  const tags = estimate(
    (person) =>
      isCustomer(person) && hasTag(current?.tag, wasIn(person)) !== hasTag(rule.tag, isIn(person)),
  );
  const change = { writes: tags.count, pointsEach: MUTATION_POINTS, restoredPerSecond };
  return {
    outcome: "previewed",
    ...{ drawn, total, tags },
    customers: estimate((person) => isCustomer(person) && isIn(person)),
    visitors: estimate((person) => !isCustomer(person) && isIn(person)),
    sample: people
      .filter((person) => isCustomer(person) && isIn(person))
      .slice(0, MOST_SHOWN)
      .map(({ customerId, memberships }) => ({
        customerId,
        reason: keepReason(memberships[rule.handle]?.reason() ?? []),
      })),
    entering: estimate((person) => isCustomer(person) && isIn(person) && !wasIn(person)),
    leaving: estimate((person) => isCustomer(person) && !isIn(person) && wasIn(person)),
    way: isBulkOn ? chooseWay(change) : "paced",
    minutes: tagMinutes(change),
    overlaps: told.others
      .filter(({ handle }) => handle !== rule.handle)
      .map(({ handle, name }) => {
        const isInOther = (person: Judged) => person.before[handle]?.member === true;
        return {
          ...{ handle, name },
          shared: estimate((person) => isCustomer(person) && isIn(person) && isInOther(person)),
          size: estimate((person) => isCustomer(person) && isInOther(person)),
        };
      })
      .filter(({ shared }) => shared.count > 0)
      .sort((a, b) => b.shared.count - a.shared.count),
  };
}
