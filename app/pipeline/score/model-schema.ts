import { z } from "zod";
import { SIGNALS } from "../shared/signals.ts";
import { DAY_MS, SECOND_MS, SLOT_MS } from "../shared/time.ts";
import type { PointsModel, ScoringModel } from "./model.ts";

/** Longest half-life: beyond it one millisecond of decay would drown in floating point's last digits. */
const MAX_SPAN_MS = 10 * 365 * DAY_MS;

/** Most occurrences a day: keeps every product of scoring below 2^53. */
const MAX_DAILY_CAP = 1000;

/** More groups than a page can show say nothing to anybody. */
const MAX_GROUPS = 20;

// Every message says what must stand there; what does stand there is added where the errors are listed.
const numberFrom = (low: number, high: number) => {
  const error = `a number from ${low} to ${high}`;
  return z.number({ error }).min(low, { error }).max(high, { error });
};

const wholeFrom = (low: number, high: number, unit = "") => {
  const error = `a whole number${unit} from ${low} to ${high}`;
  return z.number({ error }).int({ error }).min(low, { error }).max(high, { error });
};

const milliseconds = (low: number) => wholeFrom(low, MAX_SPAN_MS, " of milliseconds");

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
  weight: numberFrom(0, 100),
  halfLifeMs: milliseconds(SECOND_MS),
  dailyCap: wholeFrom(1, MAX_DAILY_CAP),
  // Windows step on slots: a shorter one would end before its slot does.
  windowMs: milliseconds(SLOT_MS).optional(),
});

const DampenerRuleSchema = object({
  groups: z
    .array(groupName, { error: "a list of groups" })
    .min(1, { error: "a list of at least one group" })
    .refine((groups) => new Set(groups).size === groups.length, {
      error: "a list that names each group once",
    }),
  share: numberFrom(0, 1),
  dailyCap: wholeFrom(1, MAX_DAILY_CAP),
  reachMs: milliseconds(SLOT_MS).optional(),
});

const PointsModelSchema = object({
  groupCaps: z
    .record(groupName, numberFrom(0, 100), { error: "an object of groups and their caps" })
    .refine((caps) => Object.keys(caps).length <= MAX_GROUPS, {
      error: `at most ${MAX_GROUPS} groups`,
    }),
  signals: bySignal(SignalRuleSchema),
  dampeners: bySignal(DampenerRuleSchema),
}).superRefine(checkReferences);

/** A scoring model as JSON, refused where a score could rise by itself, leave 0 to 100 or be no number. */
export const ScoringModelSchema = object({
  version: wholeFrom(1, 2 ** 31 - 1),
  intent: PointsModelSchema,
  engagement: PointsModelSchema,
  value: object({
    pointsPerDecile: numberFrom(0, 10),
    pointsPerOrder: numberFrom(0, 100),
    frequencyCap: numberFrom(0, 100),
    recencyPoints: numberFrom(0, 100),
  }).refine(
    (value) => 10 * value.pointsPerDecile + value.frequencyCap + value.recencyPoints <= 100,
    {
      error: "at most 100 points in all: ten times pointsPerDecile, frequencyCap and recencyPoints",
    },
  ),
  trustCaps: object({ claimed: numberFrom(0, 100), unsigned: numberFrom(0, 100) }).refine(
    (caps) => caps.unsigned <= caps.claimed,
    { error: "at most trustCaps.claimed, of which it is a part", path: ["unsigned"] },
  ),
  behavior: object({
    intent: numberFrom(1, 1000),
    engagement: numberFrom(1, 1000),
    value: numberFrom(1, 1000),
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
