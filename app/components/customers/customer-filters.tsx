import { Form, useSearchParams } from "@remix-run/react";
import { Button, Select, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import type { ScoreName } from "../../pipeline/score/scores.ts";
import { SCORE_WORDS, SCORES_IN_ORDER } from "../scores/score-words.ts";

interface Props {
  search: string;
  sort: ScoreName;
  segment: string;
  segments: readonly { handle: string; name: string }[];
}

/** What to list. Every choice stands in the address, so that going back and sharing bring the same list. */
export function CustomerFilters({ search, sort, segment, segments }: Props) {
  const [params, setParams] = useSearchParams();
  const [typed, setTyped] = useState(search);
  // Going back changes the address under the field.
  useEffect(() => setTyped(search), [search]);

  const choose = (name: string, value: string) => {
    setParams(chosenParams(params, name, value), { preventScrollReset: true });
  };

  return (
    <Form
      method="get"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        choose("search", typed.trim());
      }}
    >
      <div className="k-filters">
        <TextField
          label="Customer id"
          name="search"
          type="search"
          inputMode="numeric"
          autoComplete="off"
          placeholder="Begins with…"
          value={typed}
          onChange={setTyped}
          clearButton
          onClearButtonClick={() => {
            setTyped("");
            choose("search", "");
          }}
          connectedRight={<Button submit>Search</Button>}
        />
        <Select
          label="Sort by"
          value={sort}
          options={SCORES_IN_ORDER.map((name) => ({
            value: name,
            label: `${SCORE_WORDS[name].label}, highest first`,
          }))}
          onChange={(value) => choose("sort", value)}
        />
        <Select
          label="Segment"
          value={segment}
          options={[
            { value: "", label: "All customers" },
            ...segments.map(({ handle, name }) => ({ value: handle, label: name })),
          ]}
          onChange={(value) => choose("segment", value)}
        />
      </div>
    </Form>
  );
}

/** Another choice begins at the first page. Shopify's own parameters stay out: App Bridge adds them. */
function chosenParams(params: URLSearchParams, name: string, value: string): URLSearchParams {
  const chosen = new URLSearchParams();
  for (const key of ["search", "sort", "segment"]) {
    const next = key === name ? value : params.get(key);
    if (next) chosen.set(key, next);
  }
  return chosen;
}
