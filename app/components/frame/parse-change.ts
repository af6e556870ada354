/**
 * What a merchant's form asks a page's action for.
 * @param schema of every change that the page knows
 * @throws Response 400 when the form asks for none of them: the page is of another version, or no page sent it
 */
export function parseChange<Change>(
  schema: {
    safeParse(form: unknown): { success: true; data: Change } | { success: false };
  },
  form: Record<string, FormDataEntryValue>,
): Change {
  const asked = schema.safeParse(form);
  if (asked.success) return asked.data;
  throw new Response("The form asks for no change that there is. Load the page again.", {
    status: 400,
  });
}
