import { Box, InlineStack, Pagination } from "@shopify/polaris";
import { useAddress } from "../frame/use-address.ts";
import { useWords } from "../words/use-words.ts";

/** Links to the neighboring pages of a list, the rest of the address kept. Nothing when there is one page. */
export function CursorPages({
  next,
  previous,
  list,
}: {
  next: string | null;
  previous: string | null;
  /** What the list is called, for those who do not see which one the links are of. */
  list: string;
}) {
  const { t } = useWords("common");
  const { href } = useAddress();
  if (next === null && previous === null) return null;
  return (
    <Box padding="300" borderBlockStartWidth="025" borderColor="border-secondary">
      <InlineStack align="center">
        <Pagination
          hasNext={next !== null}
          hasPrevious={previous !== null}
          {...(next === null ? {} : { nextURL: href({ after: next, before: null }) })}
          {...(previous === null ? {} : { previousURL: href({ before: previous, after: null }) })}
          accessibilityLabels={{
            next: t("table.nextPage", { list }),
            previous: t("table.previousPage", { list }),
          }}
        />
      </InlineStack>
    </Box>
  );
}
