import type { Expected } from "./expected.ts";
import type { TextMessage } from "./text-message.ts";

/** What is wrong at a place of a text. */
export interface TextError {
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units, as editors count. */
  column: number;
  /** Offset of the offending piece in the text, from 0, in the same units. */
  start: number;
  /** 0 where something is missing at the end of the text. */
  length: number;
  message: TextMessage;
  /** What can stand here; null: the words are fine, their sense is not. */
  expected: readonly Expected[] | null;
  /** What to put in place of the offending piece; null: nothing near was found. */
  suggestion: string | null;
}

/** A refusal without its line and column, which the text alone knows. */
export interface Complaint {
  start: number;
  end: number;
  message: TextMessage;
  expected: readonly Expected[] | null;
  suggestion: string | null;
}

/** Longer lists help nobody: what comes after the first errors is often their consequence. */
export const MOST_ERRORS = 5;

/** The complaints as errors in the order of the text, one at a place, at most `MOST_ERRORS`. */
export function placeComplaints(text: string, complaints: readonly Complaint[]): TextError[] {
  const inOrder = complaints.toSorted((left, right) => left.start - right.start);
  const apart = inOrder.filter(({ start }, index) => inOrder[index - 1]?.start !== start);
  return apart.slice(0, MOST_ERRORS).map((complaint) => placeComplaint(text, complaint));
}

export function placeComplaint(text: string, { start, end, ...rest }: Complaint): TextError {
  const before = text.slice(0, start);
  const lineStart = before.lastIndexOf("\n") + 1;
  const line = before.split("\n").length;
  return { line, column: start - lineStart + 1, start, length: end - start, ...rest };
}
