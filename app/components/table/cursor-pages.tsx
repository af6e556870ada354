import { useLocation } from "@remix-run/react";
import { Box, InlineStack, Pagination } from "@shopify/polaris";

/** Links to the neighboring pages of a list, the rest of the address kept. Nothing when there is one page. */
export function CursorPages({
  next,
  previous,
  noun = "customers",
}: {
  next: string | null;
  previous: string | null;
  /** What the list holds, for those who do not see it. */
  noun?: string;
}) {
  const { pathname, search } = useLocation();
  if (next === null && previous === null) return null;
  const address = (name: "after" | "before", cursor: string | null): string | undefined => {
    if (cursor === null) return undefined;
    const params = new URLSearchParams(search);
    params.delete("after");
    params.delete("before");
    params.set(name, cursor);
    return `${pathname}?${params}`;
  };
  return (
    <Box padding="300" borderBlockStartWidth="025" borderColor="border-secondary">
      <InlineStack align="center">
        <Pagination
          hasNext={next !== null}
          hasPrevious={previous !== null}
          {...present("nextURL", address("after", next))}
          {...present("previousURL", address("before", previous))}
          accessibilityLabels={{ next: `Next ${noun}`, previous: `Previous ${noun}` }}
        />
      </InlineStack>
    </Box>
  );
}

const present = (name: "nextURL" | "previousURL", value: string | undefined) =>
  value === undefined ? {} : { [name]: value };
