import { InlineError } from "@shopify/polaris";

/** What is wrong, where it is wrong. */
export function Problems({ id, problems }: { id?: string; problems: readonly string[] }) {
  if (problems.length === 0) return null;
  return <InlineError fieldID={id ?? ""} message={problems.join(" ")} />;
}
