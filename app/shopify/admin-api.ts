import { z } from "zod";
import { judgeFault, type AdminApiFailure, type ApiFault } from "../pipeline/shared/api-fault.ts";
import type { CostBucket } from "../pipeline/shared/cost-bucket.ts";

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

export type { CostBucket } from "../pipeline/shared/cost-bucket.ts";

export class AdminApiError extends Error {
  readonly fault: ApiFault;
  /** What the fault means for whoever asked. */
  readonly failure: AdminApiFailure;

  constructor(fault: ApiFault, message: string) {
    super(message);
    this.name = "AdminApiError";
    this.fault = fault;
    this.failure = judgeFault(fault);
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
  response: z.object({ code: z.number().optional(), retryAfter: z.number().optional() }).optional(),
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

/** Reads from what Shopify's client throws what was the matter. Never repeats what was sent. */
export function toAdminApiError(error: unknown): AdminApiError {
  if (error instanceof AdminApiError) return error;
  // In background work the library throws the Response that it would have given a browser.
  if (error instanceof Response) {
    const message = `The library answered ${error.status} for Shopify`;
    return new AdminApiError({ kind: "network", message }, message);
  }
  const thrown = ThrownSchema.safeParse(error).data;
  const status = thrown?.response?.code;
  if (status === 429) {
    const { retryAfter } = thrown?.response ?? {};
    const waitMs = retryAfter === undefined ? DEFAULT_THROTTLE_WAIT_MS : retryAfter * 1000;
    return new AdminApiError({ kind: "throttled", waitMs }, THROTTLED);
  }
  if (status !== undefined && status !== 200) {
    const message =
      status === 401 ? "Shopify does not accept the access token" : `Shopify answered ${status}`;
    return new AdminApiError({ kind: "http", status }, message);
  }
  const errors = thrown?.body?.errors?.graphQLErrors ?? [];
  if (errors.some((entry) => entry.extensions?.code === "THROTTLED")) {
    const waitMs = readThrottleWait(thrown?.body?.extensions?.cost);
    return new AdminApiError({ kind: "throttled", waitMs }, THROTTLED);
  }
  const first = errors[0];
  if (first) {
    const code = first.extensions?.code ?? null;
    return new AdminApiError(
      { kind: "graphql", code, message: first.message },
      `Shopify refused the query: ${first.message}`,
    );
  }
  const message = error instanceof Error ? error.message : "Shopify did not answer";
  return new AdminApiError({ kind: "network", message }, message);
}

const THROTTLED = "Shopify throttles this shop";

type Cost = NonNullable<
  NonNullable<NonNullable<z.output<typeof ThrownSchema>["body"]>["extensions"]>
>["cost"];

function readThrottleWait(cost: Cost | undefined): number {
  if (cost === undefined) return DEFAULT_THROTTLE_WAIT_MS;
  const missing = cost.requestedQueryCost - cost.throttleStatus.currentlyAvailable;
  if (missing <= 0) return DEFAULT_THROTTLE_WAIT_MS;
  return Math.ceil((missing / cost.throttleStatus.restoreRate) * 1000);
}
