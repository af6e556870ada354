import { z } from "zod";
import type { SealKeys } from "./services/seal-secret.ts";

const BASE64_OF_32_BYTES = /^[A-Za-z0-9+/]{43}=$/;

/** At least one key: without it the tokens of Shopify would lie in the database for whoever reads it. */
const SealKeysSchema = z
  .string({ error: "expected Base64 of 32 bytes (openssl rand -base64 32)" })
  .transform((text, context): SealKeys => {
    const [first, ...others] = text.split(",").filter((key) => key !== "");
    if (first !== undefined && [first, ...others].every((key) => BASE64_OF_32_BYTES.test(key))) {
      return [first, ...others];
    }
    context.addIssue(
      "expected Base64 of 32 bytes, or several separated by commas (openssl rand -base64 32)",
    );
    return z.NEVER;
  });

/** @throws Error that says what is expected, never the value */
export function parseSealKeys(text: string | undefined): SealKeys {
  const parsed = SealKeysSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new Error(`SEAL_KEYS: ${parsed.error.issues[0]?.message}`);
}

const EnvSchema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  SHOPIFY_API_KEY: z.string().min(1),
  SHOPIFY_API_SECRET: z.string().min(1),
  SHOPIFY_APP_URL: z.url(),
  /** Where the server listens. Loopback unless a platform says otherwise. */
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  /** Where `/metrics`, `/healthz` and `/readyz` are answered; without a port nowhere. Not for the public. */
  METRICS_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  METRICS_HOST: z.string().default("127.0.0.1"),
  /** How long a process that is told to end goes on taking requests: until balancers have noticed. */
  DRAIN_SECONDS: z.coerce.number().min(0).max(600).default(0),
  /** How long it may then take to finish what was begun. */
  STOP_SECONDS: z.coerce.number().min(0.1).max(600).default(20),
  /** Where traces are sent, by OpenTelemetry's protocol over HTTP. Without it there are none. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  /** The share of requests and rounds that are traced, 0 to 1. */
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  /** Connections to PostgreSQL per process. A web process keeps six of them for what comes in; a worker needs one for its locks. */
  DATABASE_POOL_SIZE: z.coerce.number().int().min(16).max(200).default(20),
  /**
   * How long the web process waits for a connection, or for events to be stored. Whoever asked is then told to come again.
   * Shopify gives a webhook up after 5 s.
   */
  DATABASE_WAIT_SECONDS: z.coerce.number().min(0.1).max(60).default(4),
  /** How long a statement of a page, or of an endpoint, may take. */
  STATEMENT_SECONDS: z.coerce.number().min(0.1).max(600).default(10),
  /**
   * What secrets that must be read again are sealed with, Shopify's tokens among them: Base64 of 32 random bytes each,
   * separated by commas. The first seals, all open.
   */
  SEAL_KEYS: SealKeysSchema,
  /**
   * Proxies in front of this process that append to X-Forwarded-For; 0: visitors connect directly. Without it
   * nobody knows a visitor's address, and requests are not limited by it.
   */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).optional(),
  /** Requests of one visitor's address in a minute, for each process. An office shares one address. */
  VISITOR_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(600),
  /**
   * Whether histories are read by bulk operations. Only an app that Shopify has enabled for them may use
   * them; where it is refused, pages are read.
   */
  BULK_OPERATIONS: z.enum(["on", "off"]).default("off"),
  /**
   * Whether large changes of tags are written by bulk operations, for which Shopify must have enabled the app
   * separately. Where it is refused, single requests go on.
   */
  BULK_MUTATIONS: z.enum(["on", "off"]).default("off"),
  /**
   * Whether how old something is, is told by this process's clock alone. Otherwise nothing is deleted for its age that the
   * database's clock would keep. For a history that is replayed as of its own dates.
   */
  TRUST_CLOCK: z.enum(["on", "off"]).default("off"),
  /** Another address of App Bridge than Shopify's own, for a local shop. */
  APP_BRIDGE_URL: z.url().optional(),
  /** Origins besides Shopify's admin that may embed the app, separated by blanks. */
  EXTRA_FRAME_ANCESTORS: z.string().optional(),
});

export type Env = z.infer<typeof EnvSchema>;

/**
 * Reads and checks a process environment.
 * @throws Error that names every variable that is missing or wrong, never its value
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = EnvSchema.safeParse(source);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(
    `The environment is not complete. Set these and start again:\n  ${problems.join("\n  ")}`,
  );
}

let parsedEnv: Env | undefined;

/** The environment of this process, checked once, at first use. */
export function env(): Env {
  parsedEnv ??= parseEnv(process.env);
  return parsedEnv;
}
