/** The shapes that pages have. */
export type PageKind =
  "home" | "list" | "rows" | "detail" | "form" | "editor" | "workbench" | "plots";

/** Below these stands one of something, each on a page of its own. */
const LISTS = new Set(["segments", "customers"]);
const FORMS = new Set(["sources", "activate", "settings"]);

/** The shape of the page at a path of the app. */
export function kindOfPage(path: string): PageKind {
  const [, , section, item, action] = path.split("/");
  if (section === undefined || section === "") return "home";
  if (FORMS.has(section)) return "form";
  if (section === "insights") return "plots";
  if (section === "scoring") return "workbench";
  if (section === "predictions") return "detail";
  if (!LISTS.has(section)) return "rows";
  if (item === undefined || item === "") return "list";
  return item === "new" || action === "edit" ? "editor" : "detail";
}
