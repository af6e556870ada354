/**
 * Who may import whom. The one source for the linter's rules (eslint.config.js, which name the reason while one
 * types) and for the test that walks the whole graph (import-graph.test.ts, which nothing escapes).
 */
export interface Layer {
  /** Folder under the root of the repository. The longest that fits a file is the file's layer. */
  folder: string;
  /** Folders and files of the repository that it may import, besides itself. */
  may: string[];
  /** Those of which it may import types alone: what they do at run time stays with them. */
  mayTypes: string[];
  /** Packages, by the name's beginning; "node:" stands for Node's own modules. */
  packages: string[];
  /** Shown with every breach. */
  reason: string;
}

/** The only file that knows the queue library; another one can then be put in its place. */
export const QUEUE_FILE = "app/jobs/queue.server.ts";
export const QUEUE_PACKAGE = "pg-boss";

/** In the order of the stages: each may know the types of those before it. */
const STAGES = ["capture", "normalize", "score", "predict", "segment", "activate"];
/**
 * Of those that parse (payloads, and in score a shop's own model), and of the one that fits models (linear algebra) and
 * draws by chance: from a seed that it is given.
 */
const STAGE_PACKAGES: Record<string, string[]> = {
  capture: ["zod"],
  normalize: ["zod"],
  score: ["zod"],
  predict: ["ml-matrix", "pure-rand"],
};
const PIPELINE = "app/pipeline";
const SHARED = "app/pipeline/shared";

/** What every part of the server may use. */
const GROUND = ["app/clock.server.ts", "app/env.server.ts", "app/logger.server.ts"];

/** The connection pool as a handle: taken here, given to a service or query as an argument, never queried. */
const POOL = "app/db/pool.server.ts";

/** What tells of a process while it works: counts, health, traces. */
const WATCH = ["app/operations", "app/metrics.server.ts", "app/watch.server.ts"];

/**
 * What a stage may run of another: a segment's next change is found by scoring at later instants, and predictions
 * count and rank as scores do.
 */
const RUNS: Record<string, string[]> = {
  segment: [`${PIPELINE}/score`],
  predict: [`${PIPELINE}/score`],
};

const PIPELINE_LAYERS: Layer[] = STAGES.map((stage, place) => ({
  folder: `${PIPELINE}/${stage}`,
  may: [SHARED, ...(RUNS[stage] ?? [])],
  mayTypes: STAGES.slice(0, place).map((earlier) => `${PIPELINE}/${earlier}`),
  packages: STAGE_PACKAGES[stage] ?? [],
  reason:
    "the pipeline is pure, so that any score can be computed again: its own stage, earlier stages' types and shared, no input or output, no framework, no clock",
}));

export const LAYERS: Layer[] = [
  ...PIPELINE_LAYERS,
  {
    folder: SHARED,
    may: [],
    mayTypes: [],
    packages: [],
    reason: "every stage stands on pipeline/shared, so it stands on nothing",
  },
  {
    folder: "app/db",
    may: [...GROUND, "app/db.server.ts", SHARED],
    mayTypes: [PIPELINE],
    packages: ["pg", "@prisma/client", "@prisma/adapter-pg", "node:"],
    reason:
      "repositories know tables and the pipeline's types; who calls them, and why, is not their business",
  },
  {
    folder: "app/shopify",
    may: [...GROUND, "app/shopify.server.ts", SHARED],
    mayTypes: [PIPELINE],
    packages: ["@shopify/shopify-app-remix", "@shopify/shopify-api", "zod", "node:"],
    reason:
      "the gateway speaks to Shopify and keeps nothing: tables are reached through db, by services",
  },
  {
    folder: "app/services",
    may: [
      ...GROUND,
      PIPELINE,
      "app/db",
      "app/db.server.ts",
      "app/shopify",
      "app/jobs/catalog.ts",
      "app/english",
    ],
    mayTypes: [],
    packages: ["zod", "pg", "node:"],
    reason: "a use case runs the same from a page, a webhook and a job, so it knows none of them",
  },
  {
    folder: "app/queries",
    may: [...GROUND, "app/db", "app/db.server.ts", SHARED],
    mayTypes: [PIPELINE],
    packages: ["zod", "pg", "node:"],
    reason:
      "the read side changes nothing: it reads tables, and writes neither to Shopify nor to a queue",
  },
  {
    folder: "app/jobs",
    may: [...GROUND, "app/services", ...WATCH, SHARED, POOL],
    mayTypes: [PIPELINE],
    packages: [QUEUE_PACKAGE, "zod", "node:"],
    reason:
      "a job parses its payload and calls a service; what it does stays testable without a queue",
  },
  {
    folder: "app/routes",
    may: [
      ...GROUND,
      "app/services",
      "app/queries",
      "app/components",
      "app/i18n",
      "app/shopify.server.ts",
      "app/authenticate-shop.server.ts",
      "app/capture.server.ts",
      "app/enqueue.server.ts",
      "app/intake.server.ts",
      "app/live.server.ts",
      "app/shopify",
      SHARED,
      POOL,
    ],
    mayTypes: [PIPELINE, "app/root.tsx"],
    packages: [
      "react",
      "@remix-run",
      "@shopify/polaris",
      "@shopify/polaris-icons",
      "@shopify/app-bridge-react",
      "@shopify/shopify-app-remix",
      "isbot",
      "zod",
    ],
    reason:
      "a route authenticates, parses, calls one service or query, and answers: no tables, no scoring",
  },
  {
    folder: "app/endpoints",
    may: [
      ...GROUND,
      "app/capture.server.ts",
      "app/enqueue.server.ts",
      "app/intake.server.ts",
      "app/services",
      "app/shopify",
      PIPELINE,
      POOL,
    ],
    mayTypes: [],
    packages: ["express", "isbot", "zod", "node:"],
    reason:
      "an endpoint checks who speaks, calls one service and answers, as a route does; it stands ahead of Remix for its volume",
  },
  {
    folder: "app/operations",
    may: [...GROUND, "app/endpoints/send-json.ts"],
    mayTypes: ["app/db"],
    packages: ["prom-client", "@opentelemetry", "pg", "node:"],
    reason:
      "what watches the work knows nothing of it: it is told names, times and outcomes, and how to ask the database",
  },
  {
    folder: "app/components",
    // The condition language runs in the browser as well: form and text agree at every letter that is typed.
    may: [SHARED, `${PIPELINE}/segment`, "app/i18n"],
    mayTypes: [PIPELINE, "app/queries", "app/services"],
    packages: [
      "react",
      "@remix-run/react",
      "@shopify/polaris",
      "@shopify/polaris-icons",
      "@shopify/app-bridge-react",
      "@shopify/shopify-app-remix/react",
      "i18next",
      "react-i18next",
      "d3-scale",
      "d3-shape",
      "eventsource-parser",
    ],
    reason:
      "a component gets props and runs in the browser: it fetches nothing, and no .server file reaches it",
  },
  {
    folder: "app/i18n",
    may: ["app/locales"],
    mayTypes: [],
    packages: [
      "i18next",
      "i18next-resources-to-backend",
      "react-i18next",
      "@remix-run",
      "@shopify/polaris",
      "vite",
    ],
    reason:
      "which language a page is shown in and where its words come from; what they are for is not its business",
  },
  {
    folder: "app/english",
    // Functions that put data into words take the words as an argument: they run without a page.
    may: ["app/components", "app/i18n", "app/locales", PIPELINE],
    mayTypes: [],
    packages: ["i18next"],
    reason:
      "what other systems and commands are told is English, by the functions and catalogs that pages are put into words with",
  },
  {
    // The files that put the rest together: the server, Remix's entries, the singletons.
    folder: "app",
    may: ["app"],
    mayTypes: [],
    packages: ["*"],
    reason:
      "the app knows nothing of its tests, its scripts or the dev store: only its environment differs",
  },
  {
    folder: "dev-store",
    may: ["test/fixtures"],
    mayTypes: [],
    packages: ["*"],
    reason:
      "the dev store stands for Shopify, which knows nothing of the app's code: the contract is a fixture",
  },
  {
    folder: "bench",
    may: ["app", "dev-store", "scripts", "test/support"],
    mayTypes: [],
    packages: ["*"],
    reason: "a bench measures the whole as it is; nothing that is measured knows of it",
  },
  {
    folder: "scripts/evaluate/sessions/model",
    may: [`${PIPELINE}/predict`, SHARED],
    mayTypes: [],
    packages: [],
    reason:
      "a model that is judged is pure as the product's own are, so that the same sessions teach the same: what reads files and tells figures stands around it",
  },
  {
    folder: "scripts/verify/segments/naive",
    may: [
      "scripts/verify/segments/simulate",
      "scripts/verify/segments/definition.ts",
      "scripts/verify/segments/steps.ts",
    ],
    mayTypes: [PIPELINE],
    packages: [],
    reason:
      "the evaluator that memberships are compared with shares no code with what it judges: a mistake must be made twice to pass",
  },
  {
    folder: "extensions",
    may: ["test/fixtures"],
    mayTypes: [],
    packages: ["*"],
    reason:
      "an extension runs on Shopify's side, without the app's code: the contract is a fixture",
  },
  {
    folder: "extensions/storefront-source",
    may: [],
    mayTypes: [],
    packages: [],
    reason: "every shopper of every shop loads its every byte, and none of a package's",
  },
];

/** Files that may import what their layer may not, each with the reason. */
export const EXCEPTIONS: { file: string; imports: string; why: string }[] = [
  {
    file: "app/jobs/worker.ts",
    imports: "app/shopify",
    why: "the worker's entry puts the parts together, as app/server.ts does for the web",
  },
  {
    file: "app/queries/parse-ledger.ts",
    imports: "app/pipeline/score/scores.ts",
    why: "the names of the scores, to parse what a column of JSON holds",
  },
  {
    file: "app/components/plot/csv-of-table.ts",
    imports: "app/queries/export/csv.ts",
    why: "one writer of CSV: a plot's table is written in the browser as lists are by the server",
  },
  {
    file: "app/queries/read-segment.ts",
    imports: "app/pipeline/segment/read-condition.ts",
    why: "the parser of the condition that a column of JSON holds",
  },
];

/** The layer of a file, undefined where the table does not speak of it. */
export function layerOf(file: string): Layer | undefined {
  return LAYERS.filter((layer) => isWithin(file, layer.folder)).sort(
    (a, b) => b.folder.length - a.folder.length,
  )[0];
}

/** Whether a file is, or lies in, what `place` names. */
export function isWithin(file: string, place: string): boolean {
  return file === place || file.startsWith(`${place}/`);
}
