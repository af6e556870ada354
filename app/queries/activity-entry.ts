import type { ActivityKind, ActivityOutcome } from "../pipeline/shared/activity.ts";
import type { Instant } from "../pipeline/shared/time.ts";

/** One line of the activity log. */
export interface ActivityEntry {
  /** Names the line, and the page that begins behind it. */
  cursor: string;
  at: Instant;
  kind: ActivityKind;
  outcome: ActivityOutcome;
  customerId: string | null;
  what: ActivityWhat;
}

/** What happened, by the log that tells it. */
export type ActivityWhat =
  | {
      type: "tag-write";
      writeId: number;
      added: string[];
      removed: string[];
      /** Those of both that somebody else had changed. */
      repaired: string[];
      cause: "segments" | "prefix" | "cleaning";
      /** Which membership led to it, and why it changed; null: none that is known. */
      segment: { handle: string; name: string; entered: boolean; reason: string } | null;
    }
  | {
      type: "told";
      announcementId: number;
      told: "entered" | "left" | "crossed";
      /** Of entries and exits. */
      segment: { handle: string; name: string } | null;
      /** Of crossings. */
      score: string | null;
      reason: string;
      error: string | null;
    }
  | { type: "refused"; source: string; reason: string; count: number }
  | {
      type: "unreadable";
      rawEventId: number;
      topic: string;
      reason: string;
      /** Whether reading it again can help: its content was kept. */
      isKept: boolean;
    }
  | { type: "fit"; seconds: number }
  | { type: "version"; name: string; handle: string; version: number; isInForce: boolean }
  | { type: "model"; version: number; note: string | null }
  | { type: "history"; resource: string; loaded: number }
  | { type: "data-request"; isOpen: boolean }
  | { type: "noted"; subject: string; count: number; reason: string | null };

/** Which lines are wanted; what is null does not narrow. */
export interface ActivityFilter {
  kind: ActivityKind | null;
  outcome: ActivityOutcome | null;
  customerId: string | null;
  /** The first instant, and the one behind the last. */
  from: Instant | null;
  to: Instant | null;
}

/** A page, newest first, with the addresses of its neighbors. */
export interface ActivityPage {
  entries: ActivityEntry[];
  next: string | null;
  previous: string | null;
}
