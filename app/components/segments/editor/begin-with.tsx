import { useNavigate } from "@remix-run/react";
import { Box, Select } from "@shopify/polaris";

/** What a new segment begins with: nothing, or a copy of a ready one. */
export function BeginWith(props: {
  /** The handle of the ready one; "" for nothing. */
  from: string;
  ready: readonly { handle: string; name: string; description: string }[];
}) {
  const { from, ready } = props;
  const navigate = useNavigate();
  const chosen = ready.find(({ handle }) => handle === from);
  return (
    <Box paddingInline={{ xs: "400", sm: "0" }} maxWidth="24rem">
      <Select
        label="Begin with"
        value={chosen?.handle ?? ""}
        options={[
          { value: "", label: "Nothing" },
          ...ready.map(({ handle, name }) => ({ value: handle, label: `A copy of ${name}` })),
        ]}
        {...(chosen === undefined ? {} : { helpText: chosen.description })}
        onChange={(handle) =>
          navigate(handle === "" ? "/app/segments/new" : `/app/segments/new?from=${handle}`)
        }
      />
    </Box>
  );
}
