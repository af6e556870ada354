/** The names of the pictures that show a state, given to `lookAt`, or why there is no such state. */
export type Shown = readonly string[] | { none: string };

export interface PageInTable {
  /** Its file in app/routes. */
  route: string;
  /** While it loads and when it fails it is shown as NAME-loading and NAME-error. */
  name: string;
  /**
   * An address of it in a shop that has the ready segments; `CUSTOMER` stands for the id of one. `none`: why it does not
   * load and fail as others do.
   */
  path: string | { none: string };
  /** Its heading, once it is there. */
  heading: string;
  /** Nothing is there yet. */
  empty: Shown;
  /** Something is missing, behind or refused. */
  partial: Shown;
  full: Shown;
  /** What only this page can be in, and looks in other languages. */
  own?: readonly string[];
}

/**
 * Every page in every state, and the picture that shows it. `page-states.test.ts` opens each page while it loads and when
 * it fails; test/architecture/page-states.test.ts holds the table against the routes and the other tests.
 */
export const PAGES: readonly PageInTable[] = [
  {
    route: "app._index.tsx",
    name: "home",
    path: "/app",
    heading: "Customer behavior",
    empty: ["home-empty"],
    partial: ["home-partial"],
    full: ["home-full"],
    own: ["home-next-step", "home-german"],
  },
  {
    route: "app.segments._index.tsx",
    name: "segments",
    path: "/app/segments",
    heading: "Segments",
    empty: ["segments-empty"],
    partial: ["segments-partial"],
    full: ["segments-full"],
  },
  {
    route: "app.segments.$handle.tsx",
    name: "segment",
    path: "/app/segments/vip",
    heading: "VIP",
    empty: ["segment-empty"],
    partial: ["segment-partial"],
    full: ["segment-full", "segment-own"],
    own: ["segment-missing", "segment-delete", "segment-german"],
  },
  {
    route: "app.segments.new.tsx",
    name: "segment-new",
    path: "/app/segments/new",
    heading: "New segment",
    empty: ["segment-new-empty"],
    partial: ["segment-new-mistaken", "segment-new-refused"],
    full: ["segment-new-full"],
    own: ["segment-editor", "segment-editor-german"],
  },
  {
    route: "app.segments.$handle_.edit.tsx",
    name: "segment-edit",
    path: "/app/segments/vip/edit",
    heading: "Edit VIP",
    empty: { none: "What is edited was published, and is sound." },
    partial: ["segment-edit-stale"],
    full: ["segment-edit-full"],
  },
  {
    route: "app.customers._index.tsx",
    name: "customers",
    path: "/app/customers",
    heading: "Customers",
    empty: ["customers-empty", "customers-nobody"],
    partial: ["customers-names-denied"],
    full: ["customers-full", "customers-names"],
  },
  {
    route: "app.customers.$customerId.tsx",
    name: "customer",
    path: "/app/customers/CUSTOMER",
    heading: "Customer CUSTOMER",
    empty: ["customer-empty"],
    partial: ["customer-excluded", "customer-newcomer"],
    full: ["customer-full", "customer-outlook", "customer-tags"],
    own: [
      ...["customer-missing", "customer-erased", "customer-past", "customer-exclude"],
      ...["customer-erase", "customer-german"],
    ],
  },
  {
    route: "app.insights.tsx",
    name: "insights",
    path: "/app/insights",
    heading: "Insights",
    empty: ["insights-funnel-empty", "insights-maturity-empty"],
    partial: ["insights-scores-partial"],
    full: [
      ...["insights-funnel", "insights-groups", "insights-retention", "insights-channels"],
      ...["insights-scores", "insights-maturity"],
    ],
    own: [
      ...["insights-funnel-table", "insights-maturity-german"],
      ...["insights-scores-german", "insights-scores-french"],
    ],
  },
  {
    route: "app.predictions.tsx",
    name: "predictions",
    path: "/app/predictions",
    heading: "Predictions",
    empty: ["predictions-empty"],
    partial: ["predictions-unseen"],
    full: ["predictions-full", "predictions-visitors"],
    own: ["predictions-german"],
  },
  {
    route: "app.scoring.tsx",
    name: "scoring",
    path: "/app/scoring",
    heading: "Scoring",
    empty: ["scoring-empty"],
    partial: ["scoring-not-computed", "scoring-refused"],
    full: ["scoring-full", "scoring-presets", "scoring-versions"],
    own: ["scoring-changed", "scoring-publish", "scoring-stale", "scoring-german"],
  },
  {
    route: "app.sources.tsx",
    name: "sources",
    path: "/app/sources",
    heading: "Sources",
    empty: ["sources-empty"],
    partial: ["sources-new-key"],
    full: ["sources-full"],
  },
  {
    route: "app.activate.tsx",
    name: "activate",
    path: "/app/activate",
    heading: "Activate",
    empty: ["activate-empty"],
    partial: ["activate-metafields", "activate-flow"],
    full: ["activate-full"],
  },
  {
    route: "app.activity.tsx",
    name: "activity",
    path: "/app/activity",
    heading: "Activity",
    empty: ["activity-empty"],
    partial: ["activity-partial"],
    full: ["activity-full"],
    own: ["activity-german"],
  },
  {
    route: "app.data-quality.tsx",
    name: "data-quality",
    path: "/app/data-quality",
    heading: "Data quality",
    empty: ["data-quality-empty"],
    partial: ["data-quality-partial"],
    full: ["data-quality-full"],
  },
  {
    route: "app.settings.tsx",
    name: "settings",
    path: "/app/settings",
    heading: "Settings",
    empty: { none: "Every setting has a value from the installation on." },
    partial: ["settings-tags-refused"],
    full: [
      "settings-general",
      "settings-tags",
      "settings-privacy",
      "settings-requests",
      "settings-data",
    ],
    own: [
      "settings-tags-question",
      "settings-delete",
      "settings-german",
      "settings-requests-german",
    ],
  },
  {
    route: "app_.deleted.tsx",
    name: "deleted",
    path: { none: "Nothing in the app leads there: a shop without data is sent to it as a whole." },
    heading: "Everything is deleted",
    empty: { none: "It is seen by shops alone that had something deleted." },
    partial: ["deleted-under-way"],
    full: ["deleted-full"],
  },
];
