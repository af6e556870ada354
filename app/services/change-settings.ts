import type pg from "pg";
import { z } from "zod";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { isStorableText } from "../pipeline/shared/storable-text.ts";
import { answerDataRequest, type AnswerDataRequestOutcome } from "./answer-data-request.ts";
import {
  cancelDeletion,
  deleteWithoutCleaning,
  orderDeletion,
  type ChangeDeletionOutcome,
  type OrderDeletionOutcome,
} from "./order-deletion.ts";
import { setRetention, type SetRetentionOutcome } from "./set-retention.ts";

const days = z.coerce.number().int().positive();

/** What a merchant can change on the page of settings, as a form sends it. Tags have changes of their own. */
export const SettingsChangeSchema = z.discriminatedUnion("change", [
  z.object({
    change: z.literal("retention"),
    /** Empty: for good. */
    rawEventDays: z.union([z.literal("").transform(() => null), days]),
    logDays: days,
  }),
  z.object({
    change: z.literal("delete"),
    typed: z.string().max(200),
    cleansFirst: z.enum(["true", "false"]),
  }),
  z.object({ change: z.literal("cancel-deletion") }),
  z.object({ change: z.literal("skip-cleaning") }),
  /** The merchant has handed out what is kept of a person. */
  z.object({
    change: z.literal("answer-request"),
    requestKey: z.string().max(200).refine(isStorableText),
  }),
]);

export type SettingsChange = z.infer<typeof SettingsChangeSchema>;

export type SettingsChangeOutcome =
  | { change: "retention"; result: SetRetentionOutcome }
  | { change: "delete"; result: OrderDeletionOutcome }
  | { change: "answer-request"; result: AnswerDataRequestOutcome }
  | { change: "cancel-deletion" | "skip-cleaning"; result: ChangeDeletionOutcome };

/** Carries out one change of a shop's settings. */
export async function changeSettings(options: {
  pool: pg.Pool;
  shopId: number;
  now: number;
  asked: SettingsChange;
}): Promise<SettingsChangeOutcome> {
  const { asked, ...shared } = options;
  const { change } = asked;
  switch (change) {
    case "retention":
      return { change, result: await setRetention({ ...shared, ...asked }) };
    case "delete": {
      const cleansFirst = asked.cleansFirst === "true";
      return {
        change,
        result: await orderDeletion({ ...shared, typed: asked.typed, cleansFirst }),
      };
    }
    case "cancel-deletion":
      return { change, result: await cancelDeletion(shared) };
    case "skip-cleaning":
      return { change, result: await deleteWithoutCleaning(shared) };
    case "answer-request":
      return { change, result: await answerDataRequest({ ...shared, ...asked }) };
    default:
      return assertNever(change);
  }
}
