/** The shapes that pages have. */
export type PageKind = "home" | "list" | "detail" | "form" | "plots";

/** Below these stands one of something, each on a page of its own. */
const LISTS = new Set(["segments", "customers"]);
const FORMS = new Set(["scoring", "sources", "activate", "settings"]);

/** The shape of the page at a path of the app. */
export function kindOfPage(path: string): PageKind {
  const [, , section, item, action] = path.split("/");
  if (section === undefined || section === "") return "home";
  if (FORMS.has(section)) return "form";
  if (section === "insights") return "plots";
  if (!LISTS.has(section) || item === undefined || item === "")
    return section === "predictions" ? "detail" : "list";
  return item === "new" || action === "edit" ? "form" : "detail";
}
