/** What reads conditions that are written. Nothing but `use-text-reader.ts` imports it: it is fetched apart from the page. */
export { completeText } from "./complete-text.ts";
export { readConditionText } from "../../../pipeline/segment/text/read-condition-text.ts";
