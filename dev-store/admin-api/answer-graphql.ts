import { z } from "zod";

import type { BulkSwitches } from "../bulk/switches.ts";
import type { Clock } from "../clock/clock.ts";
import type { FlowExtensions } from "../flow/read-flow-extensions.ts";
import type { PixelExtension } from "../pixel/pixel-extension.ts";
import type { TokenStore } from "../oauth/token-store.ts";
import { expandScopes } from "../state/install-store.ts";
import type { InstallStore } from "../state/install-store.ts";
import type { ShopState } from "../state/shop-state.ts";
import type { AppConfig } from "../state/types.ts";
import { createApiContext } from "./api-context.ts";
import type { CustomerDataApproval } from "./customer-data.ts";
import { createDocumentCache } from "./documents.ts";
import { takeFault } from "./faults.ts";
import type { GraphqlFaults } from "./faults.ts";
import { runQuery } from "./run-query.ts";
import { API_VERSION, loadAdminSchema } from "./schema.ts";
import { createThrottle } from "./throttle.ts";

const BodySchema = z.object({
  query: z.string().min(1),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

export interface GraphqlRequest {
  version: string;
  accessToken: string | undefined;
  body: string;
}

/** "drop": the work is done, and the connection is to be cut without an answer. */
export type GraphqlAnswer = { status: number; body: object } | "drop";

export interface GraphqlContext {
  app: AppConfig;
  clock: Clock;
  installs: InstallStore;
  tokens: TokenStore;
  pixelExtension: PixelExtension | undefined;
  flow: FlowExtensions;
  /** Asked at every request, so that a test may set fields or the whole. */
  faults: () => GraphqlFaults;
  bulk: () => BulkSwitches;
  customerData: () => CustomerDataApproval;
}

export type AnswerGraphql = (
  request: GraphqlRequest,
  state: ShopState | undefined,
) => Promise<GraphqlAnswer>;

/** The Admin API of all shops. `state` is undefined for a domain that is no shop. */
export function createGraphqlApi(options: GraphqlContext): AnswerGraphql {
  const { app, clock, installs, tokens, pixelExtension, flow } = options;
  const admin = loadAdminSchema();
  const prepare = createDocumentCache(admin.schema);
  const throttle = createThrottle(() => clock.now());

  return async (request, state) => {
    const faults = options.faults();
    const { delayMs = 0, delayOnlyAt: slow = state?.record.domain } = faults;
    if (delayMs > 0 && slow === state?.record.domain) {
      await wait(delayMs);
      faults.delayed = (faults.delayed ?? 0) + 1;
    }
    if (takeFault(faults, "status500Next", request.body)) {
      return { status: 500, body: { errors: "Internal Server Error" } };
    }
    if (state === undefined || request.version !== API_VERSION) {
      return { status: 404, body: { errors: "Not Found" } };
    }
    const now = clock.now();
    const shopDomain = state.record.domain;
    const token =
      request.accessToken === undefined
        ? undefined
        : tokens.findValid(request.accessToken, { shopDomain, now });
    if (token === undefined) return { status: 401, body: INVALID_TOKEN };

    const parsed = BodySchema.safeParse(parseJson(request.body));
    if (!parsed.success) {
      return { status: 400, body: { errors: { query: "Required parameter missing or invalid" } } };
    }
    const { query, variables, operationName } = parsed.data;
    const bulkSwitches = options.bulk();
    if (bulkSwitches.access === "other-address" && STARTS_BULK.test(query)) {
      return { status: 403, body: { errors: "Forbidden" } };
    }
    const body = runQuery(
      { query, variables: variables ?? {}, operationName: operationName ?? null },
      createApiContext({
        state,
        app,
        installs,
        pixelExtension,
        flow,
        scopes: expandScopes(token.scopes),
        now,
        bulkSwitches,
        customerData: options.customerData(),
        isBulk: false,
      }),
      { admin, prepare, throttle, forceThrottle: takeFault(faults, "throttleNext", request.body) },
    );
    return takeFault(faults, "dropAfterCommitNext", request.body) ? "drop" : { status: 200, body };
  };
}

/** What an app may ask from the addresses of its allowlist alone. */
const STARTS_BULK = /\bbulkOperationRun(Query|Mutation)\b/;

const INVALID_TOKEN = {
  errors: "[API] Invalid API key or access token (unrecognized login or wrong password)",
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
