import { z } from "zod";
import { SIGNALS } from "../shared/signals.ts";
import { MODEL_BOUNDS, type NumberBounds } from "./model-bounds.ts";
import type { PointsModel, ScoringModel } from "./model.ts";

/** More groups than a page can show say nothing to anybody. */
const MAX_GROUPS = 20;

const VERSIONS: NumberBounds = { least: 1, most: 2 ** 31 - 1, isWhole: true };

// Every message says what must stand there; what does stand there is added where the errors are listed.
const numberIn = ({ least, most, isWhole }: NumberBounds, unit = "") => {
  const error = `a ${isWhole ? "whole " : ""}number${unit} from ${least} to ${most}`;
  const number = isWhole ? z.number({ error }).int({ error }) : z.number({ error });
  return number.min(least, { error }).max(most, { error });
};

const milliseconds = (bounds: NumberBounds) => numberIn(bounds, " of milliseconds");

const groupName = z.string({ error: "the name of a group" }).regex(/^[a-z][a-z0-9-]{0,39}$/, {
  error: "a group's name: small letters, digits and hyphens, a letter first, at most 40",
});

const bySignal = <Rule extends z.ZodType>(rule: Rule) =>
  z.partialRecord(z.enum(SIGNALS), rule, {
    error: ({ code }: { code: string }) =>
      code === "unrecognized_keys"
        ? "left out: Kindling knows no such signal"
        : "an object of signals",
  });

const SignalRuleSchema = object({
  group: groupName,
  weight: numberIn(MODEL_BOUNDS.weight),
  halfLifeMs: milliseconds(MODEL_BOUNDS.halfLifeMs),
  dailyCap: numberIn(MODEL_BOUNDS.dailyCap),
  windowMs: milliseconds(MODEL_BOUNDS.windowMs).optional(),
});

const DampenerRuleSchema = object({
  groups: z
    .array(groupName, { error: "a list of groups" })
    .min(1, { error: "a list of at least one group" })
    .refine((groups) => new Set(groups).size === groups.length, {
      error: "a list that names each group once",
    }),
  share: numberIn(MODEL_BOUNDS.share),
  dailyCap: numberIn(MODEL_BOUNDS.dailyCap),
  reachMs: milliseconds(MODEL_BOUNDS.reachMs).optional(),
});

const PointsModelSchema = object({
  groupCaps: z
    .record(groupName, numberIn(MODEL_BOUNDS.groupCap), {
      error: "an object of groups and their caps",
    })
    .refine((caps) => Object.keys(caps).length <= MAX_GROUPS, {
      error: `at most ${MAX_GROUPS} groups`,
    }),
  signals: bySignal(SignalRuleSchema),
  dampeners: bySignal(DampenerRuleSchema),
}).superRefine(checkReferences);

/** A scoring model as JSON, refused where a score could rise by itself, leave 0 to 100 or be no number. */
export const ScoringModelSchema = object({
  version: numberIn(VERSIONS),
  intent: PointsModelSchema,
  engagement: PointsModelSchema,
  value: object({
    pointsPerDecile: numberIn(MODEL_BOUNDS.pointsPerDecile),
    pointsPerOrder: numberIn(MODEL_BOUNDS.pointsPerOrder),
    frequencyCap: numberIn(MODEL_BOUNDS.frequencyCap),
    recencyPoints: numberIn(MODEL_BOUNDS.recencyPoints),
  }).refine(
    (value) => 10 * value.pointsPerDecile + value.frequencyCap + value.recencyPoints <= 100,
    {
      error: "at most 100 points in all: ten times pointsPerDecile, frequencyCap and recencyPoints",
    },
  ),
  trustCaps: object({
    claimed: numberIn(MODEL_BOUNDS.trustCap),
    unsigned: numberIn(MODEL_BOUNDS.trustCap),
  }).refine((caps) => caps.unsigned <= caps.claimed, {
    error: "at most trustCaps.claimed, of which it is a part",
    path: ["unsigned"],
  }),
  behavior: object({
    intent: numberIn(MODEL_BOUNDS.behaviorPart),
    engagement: numberIn(MODEL_BOUNDS.behaviorPart),
    value: numberIn(MODEL_BOUNDS.behaviorPart),
  }),
}) satisfies z.ZodType<ScoringModel>;

/** An object that has these fields and no others: a misspelled one would silently count nothing. */
function object<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys" ? "left out: there is no such field" : "an object",
  });
}

function checkReferences(model: PointsModel, context: z.RefinementCtx): void {
  const refuse = (path: (string | number)[], message: string): void =>
    context.addIssue({ code: "custom", path, message });
  const named = Object.keys(model.groupCaps).join(", ") || "none";
  const isGroup = (group: string): boolean => Object.hasOwn(model.groupCaps, group);
  for (const [name, rule] of Object.entries(model.signals)) {
    if (!isGroup(rule.group))
      refuse(["signals", name, "group"], `a group with a cap (there are: ${named})`);
  }
  for (const [name, rule] of Object.entries(model.dampeners)) {
    if (Object.hasOwn(model.signals, name))
      refuse(["dampeners", name], "left out: the signal earns points already");
    rule.groups.forEach((group, index) => {
      if (!isGroup(group))
        refuse(["dampeners", name, "groups", index], `a group with a cap (there are: ${named})`);
    });
  }
}
