import type { ActivityKind, ActivityOutcome } from "../pipeline/shared/activity.ts";

/**
 * One of the logs that the activity page is made of. None is written for the page: each is what the work itself keeps.
 * All texts are SQL over the one table or join that `from` names.
 */
export interface ActivityLog {
  name: string;
  /** What it can tell; null: its rows say it themselves. */
  kind: ActivityKind | null;
  from: string;
  /** An indexed column that orders the log by time, the instant that it stands for, and what tells equal ones apart. */
  order: string;
  at: string;
  tie: string;
  /** In minutes of UTC instead of an instant. */
  isByMinute?: boolean;
  /** The column with the customer; null: the log names none. */
  customer: string | null;
  /** By outcome, the condition on rows; an outcome that is missing never comes of this log. */
  outcomes: Partial<Record<ActivityOutcome, string>>;
  /** What of a row is told besides, as JSON of ActivityWhat. */
  what: string;
  /** The row's own kind, where `kind` is null. */
  ownKind?: string;
}

/** Numbers as text of one length, so that they order as numbers. */
const numbered = (column: string): string => `lpad(${column}::text, 19, '0')`;

const told = (target: "flow" | "klaviyo"): ActivityLog => ({
  name: target,
  kind: target,
  from: `(SELECT * FROM announcement WHERE target = '${target}') AS log`,
  order: "done_at",
  at: "done_at",
  tie: numbered("announcement_id"),
  customer: "customer_id",
  outcomes: {
    done: "outcome = 'sent'",
    failed: "outcome = 'refused'",
    ignored: "outcome = 'left-out'",
  },
  what: `jsonb_build_object('type', 'told', 'announcementId', announcement_id, 'told', body->>'kind',
    'segment', body->'segment', 'score', body->>'score', 'reason', body->>'reason', 'error', error)`,
});

export const ACTIVITY_LOGS: readonly ActivityLog[] = [
  {
    name: "tag-write",
    kind: "tags",
    from: "tag_write AS log",
    order: "written_at",
    at: "written_at",
    tie: numbered("write_id"),
    customer: "customer_id",
    outcomes: { done: "true" },
    what: `jsonb_build_object('type', 'tag-write', 'writeId', write_id, 'added', added, 'removed', removed,
      'repaired', repaired, 'cause', cause, 'segment', NULL)`,
  },
  told("flow"),
  told("klaviyo"),
  {
    name: "refused",
    kind: "intake",
    from: "intake_minute AS log",
    order: "minute",
    at: "to_timestamp(minute * 60.0)",
    tie: "source || ' ' || outcome || ' ' || reason",
    isByMinute: true,
    customer: null,
    outcomes: { failed: "outcome = 'rejected'", ignored: "outcome = 'ignored'" },
    what: "jsonb_build_object('type', 'refused', 'source', source, 'reason', reason, 'count', count)",
  },
  {
    name: "unreadable",
    kind: "intake",
    from: "raw_event AS log",
    order: "received_at",
    at: "received_at",
    tie: numbered("raw_event_id"),
    customer: null,
    outcomes: { failed: "error IS NOT NULL" },
    what: `jsonb_build_object('type', 'unreadable', 'rawEventId', raw_event_id, 'topic', topic, 'reason', error,
      'isKept', wire <> '{}')`,
  },
  {
    name: "fit",
    kind: "predictions",
    from: "prediction_fit AS log",
    order: "fitted_at",
    at: "fitted_at",
    tie: numbered("fit_id"),
    customer: null,
    outcomes: { done: "true" },
    what: "jsonb_build_object('type', 'fit', 'seconds', seconds)",
  },
  {
    name: "version",
    kind: "segments",
    // What came with the installation nobody published.
    from: `(SELECT segment_version.*, segment.handle, segment.name FROM segment_version
      JOIN segment USING (shop_id, segment_id) JOIN shop USING (shop_id)
      WHERE segment_version.version > 1 OR published_at <> installed_at) AS log`,
    order: "published_at",
    at: "published_at",
    tie: `${numbered("segment_id")} || ${numbered("version")}`,
    customer: null,
    outcomes: { done: "true" },
    what: `jsonb_build_object('type', 'version', 'name', name, 'handle', handle, 'version', version,
      'isInForce', in_force_at IS NOT NULL)`,
  },
  {
    name: "model",
    kind: "scoring",
    from: "(SELECT * FROM scoring_model WHERE version > 1) AS log",
    order: "created_at",
    at: "created_at",
    tie: numbered("version"),
    customer: null,
    outcomes: { done: "true" },
    what: "jsonb_build_object('type', 'model', 'version', version, 'note', note)",
  },
  {
    name: "history",
    kind: "history",
    from: "backfill AS log",
    order: "finished_at",
    at: "finished_at",
    tie: "resource",
    customer: null,
    outcomes: { done: "finished_at IS NOT NULL" },
    what: "jsonb_build_object('type', 'history', 'resource', resource, 'loaded', loaded)",
  },
  {
    name: "data-request",
    kind: "privacy",
    from: "(SELECT * FROM privacy_request WHERE topic = 'customers/data_request') AS log",
    order: "received_at",
    at: "received_at",
    tie: "request_key",
    customer: "customer_id",
    outcomes: { done: "true" },
    what: "jsonb_build_object('type', 'data-request', 'isOpen', done_at IS NULL)",
  },
  {
    name: "noted",
    kind: null,
    ownKind: "kind",
    from: "activity AS log",
    order: "at",
    at: "at",
    tie: numbered("activity_id"),
    customer: null,
    outcomes: {
      done: "outcome = 'done'",
      retrying: "outcome = 'retrying'",
      failed: "outcome = 'failed'",
    },
    what: "jsonb_build_object('type', 'noted', 'subject', subject, 'count', count, 'reason', reason)",
  },
];
