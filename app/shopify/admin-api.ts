import { z } from "zod";

/** The Admin API of one shop, as the services see it: a document goes in, a checked answer comes out. */
export interface AdminApi {
  /**
   * @param onBucket told how full the shop's cost bucket is after the request, where Shopify says so
   * @throws AdminApiError that says whether trying again can help
   */
  request<T>(
    document: string,
    variables: Record<string, unknown>,
    schema: z.ZodType<T>,
    onBucket?: (bucket: CostBucket) => void,
  ): Promise<T>;
}

/** Points that the app may spend in a shop: all work on the shop draws on the same ones. */
export interface CostBucket {
  available: number;
  maximum: number;
  restoredPerSecond: number;
}

export type AdminApiFailure =
  /** The cost bucket is empty: try again after `waitMs`. */
  | { kind: "throttled"; waitMs: number }
  /** Shopify is slow, broken or unreachable: try again later. What was asked may have taken effect. */
  | { kind: "unavailable" }
  /** The token is not accepted: get another one. */
  | { kind: "unauthorized" }
  /** The shop or the app may not do this: trying again is useless until somebody acts. */
  | { kind: "refused" };

export class AdminApiError extends Error {
  readonly failure: AdminApiFailure;

  constructor(failure: AdminApiFailure, message: string) {
    super(message);
    this.name = "AdminApiError";
    this.failure = failure;
  }
}

type SendDocument = (document: string, variables: Record<string, unknown>) => Promise<Response>;

const AnswerSchema = z.object({
  data: z.unknown(),
  extensions: z
    .object({
      cost: z
        .object({
          throttleStatus: z.object({
            currentlyAvailable: z.number(),
            maximumAvailable: z.number(),
            restoreRate: z.number(),
          }),
        })
        .optional(),
    })
    .optional(),
});

/**
 * Wraps Shopify's client: every way in which it fails becomes one AdminApiError. The Response with
 * which the library sends a browser to fetch a new token is passed on as it is.
 */
export function createAdminApi(send: SendDocument): AdminApi {
  return {
    async request(document, variables, schema, onBucket) {
      let response: Response;
      try {
        response = await send(document, variables);
      } catch (error) {
        throw error instanceof Response ? error : toAdminApiError(error);
      }
      const { data, extensions } = AnswerSchema.parse(await response.json());
      const status = extensions?.cost?.throttleStatus;
      if (status !== undefined) {
        onBucket?.({
          available: status.currentlyAvailable,
          maximum: status.maximumAvailable,
          restoredPerSecond: status.restoreRate,
        });
      }
      return schema.parse(data);
    },
  };
}

const ThrownSchema = z.object({
  response: z.object({ code: z.number().optional() }).optional(),
  body: z
    .object({
      errors: z
        .object({
          graphQLErrors: z
            .array(
              z.object({
                message: z.string(),
                extensions: z.object({ code: z.string().optional() }).optional(),
              }),
            )
            .optional(),
        })
        .optional(),
      extensions: z
        .object({
          cost: z.object({
            requestedQueryCost: z.number(),
            throttleStatus: z.object({ currentlyAvailable: z.number(), restoreRate: z.number() }),
          }),
        })
        .optional(),
    })
    .optional(),
});

/** Used where an answer says "throttled" without saying how full the bucket is. */
const DEFAULT_THROTTLE_WAIT_MS = 1000;

/** The one place that decides what a failure of Shopify's client means. Never repeats what was sent. */
export function toAdminApiError(error: unknown): AdminApiError {
  if (error instanceof AdminApiError) return error;
  // In background work the library throws the Response that it would have given a browser.
  if (error instanceof Response) {
    return new AdminApiError(
      { kind: "unavailable" },
      `The library answered ${error.status} for Shopify`,
    );
  }
  const thrown = ThrownSchema.safeParse(error);
  const code = thrown.data?.response?.code;
  if (code === 401)
    return new AdminApiError({ kind: "unauthorized" }, "Shopify does not accept the access token");
  if (code === 402 || code === 403 || code === 404 || code === 423) {
    return new AdminApiError({ kind: "refused" }, `Shopify answered ${code}`);
  }
  const errors = thrown.data?.body?.errors?.graphQLErrors ?? [];
  if (errors.some((entry) => entry.extensions?.code === "THROTTLED")) {
    const cost = thrown.data?.body?.extensions?.cost;
    const missing = cost ? cost.requestedQueryCost - cost.throttleStatus.currentlyAvailable : 0;
    const waitMs =
      cost && missing > 0
        ? (missing / cost.throttleStatus.restoreRate) * 1000
        : DEFAULT_THROTTLE_WAIT_MS;
    return new AdminApiError(
      { kind: "throttled", waitMs: Math.ceil(waitMs) },
      "Shopify throttles this shop",
    );
  }
  const first = errors[0];
  if (first)
    return new AdminApiError({ kind: "refused" }, `Shopify refused the query: ${first.message}`);
  return new AdminApiError(
    { kind: "unavailable" },
    error instanceof Error ? error.message : "Shopify did not answer",
  );
}
