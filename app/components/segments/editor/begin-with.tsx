import { useNavigate } from "@remix-run/react";
import { Box, Select } from "@shopify/polaris";
import type { Beginning } from "../../../services/open-segment.ts";
import { useWords } from "../../words/use-words.ts";

/** What a new segment begins with: nothing, or a copy of a ready one or of one of the shop's own. */
export function BeginWith(props: {
  /** Which is chosen; "" for nothing. */
  from: string;
  ready: readonly Beginning[];
  own: readonly Beginning[];
}) {
  const { from, ready, own } = props;
  const { t } = useWords("editor");
  const navigate = useNavigate();
  const chosen = [...ready, ...own].find((each) => each.from === from);
  const optionsIn = (all: readonly Beginning[]) =>
    all.map((each) => ({ value: each.from, label: t("begin.copy", { name: each.name }) }));
  return (
    <Box paddingInline={{ xs: "400", sm: "0" }} maxWidth="24rem">
      <Select
        label={t("begin.label")}
        value={chosen?.from ?? ""}
        options={[
          { value: "", label: t("begin.nothing") },
          ...(own.length === 0 ? [] : [{ title: t("begin.own"), options: optionsIn(own) }]),
          { title: t("begin.ready"), options: optionsIn(ready) },
        ]}
        {...(chosen === undefined || chosen.description === ""
          ? {}
          : { helpText: chosen.description })}
        onChange={(value) =>
          navigate(
            value === ""
              ? "/app/segments/new"
              : `/app/segments/new?${new URLSearchParams({ from: value })}`,
          )
        }
      />
    </Box>
  );
}
