import type { FrameLocator } from "playwright-core";

/** A page of the app, and what a merchant does there first. */
export interface MeasuredPage {
  name: string;
  /** Of the app, with the address of somebody or something that is there. */
  path: string;
  /** Ids of the routes whose loaders it needs, as Remix names them. */
  loaders: string[];
  interact(app: FrameLocator): Promise<void>;
}

/** Every page has headings and something that can be reached by keyboard. */
async function lookAround(app: FrameLocator): Promise<void> {
  await app.getByRole("heading", { level: 1 }).click();
  for (let press = 0; press < 3; press += 1) await app.locator("body").press("Tab");
}

/** At the end of what is there, a letter after the other. */
async function typeCondition(app: FrameLocator, text: string): Promise<void> {
  const field = app.getByLabel("Condition, as text");
  await field.press("Control+End");
  await field.pressSequentially(text, { delay: 60 });
}

const page = (
  name: string,
  path: string,
  loaders: string[],
  interact: (app: FrameLocator) => Promise<void> = lookAround,
): MeasuredPage => ({ name, path, loaders: ["app", ...loaders], interact });

export function listPages(known: { customerId: string; handle: string }): MeasuredPage[] {
  const { customerId, handle } = known;
  return [
    page("home", "/app", ["app._index"]),
    page("segments", "/app/segments", ["app.segments._index"]),
    page("segment", `/app/segments/${handle}`, ["app.segments.$handle"]),
    page("segment editor", "/app/segments/new", ["app.segments.new"], (app) =>
      typeCondition(app, "count order >= 2"),
    ),
    page("segment, edited", `/app/segments/${handle}/edit`, ["app.segments.$handle_.edit"], (app) =>
      typeCondition(app, " and count order >= 2"),
    ),
    page("customers", "/app/customers", ["app.customers._index"]),
    page("customer", `/app/customers/${customerId}`, ["app.customers.$customerId"]),
    page("insights", "/app/insights", ["app.insights"]),
    page("insights, groups", "/app/insights?tab=groups", ["app.insights"]),
    page("predictions", "/app/predictions", ["app.predictions"]),
    page("scoring", "/app/scoring", ["app.scoring"]),
    page("sources", "/app/sources", ["app.sources"]),
    page("activate", "/app/activate", ["app.activate"]),
    page("activity", "/app/activity", ["app.activity"]),
    page("settings", "/app/settings", ["app.settings"]),
    page("data quality", "/app/data-quality", ["app.data-quality"]),
  ];
}
