import { ChoiceList, Filters } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { RFM_GROUPS } from "../../pipeline/shared/rfm-group-names.ts";
import { SCORES_IN_ORDER } from "../../pipeline/shared/score-names.ts";
import { useAddress } from "../frame/use-address.ts";
import { useWords } from "../words/use-words.ts";
import { FILTER_NAMES, describeFilter, type FilterName } from "./describe-filter.ts";
import { ScoreRange } from "./score-range.tsx";

/** Long enough that a word is typed, before Shopify or the tables are asked. */
const TYPING_MS = 600;

/** Always in sight; the others come by "Add filter". */
const PINNED: ReadonlySet<FilterName> = new Set(["segment", "group", "seen"]);

interface Props {
  segments: readonly { handle: string; name: string }[];
  isLoading: boolean;
}

/** What to list. Every choice stands in the address, so that going back and sharing bring the same list. */
export function CustomerFilters({ segments, isLoading }: Props) {
  const words = useWords("customers");
  const { t } = words;
  const { params, chooseAll } = useAddress();
  const asked = params.get("search") ?? "";
  const [typed, setTyped] = useState(asked);
  // Going back changes the address under the field.
  useEffect(() => setTyped(asked), [asked]);
  const choose = (name: string, value: string | null): void =>
    chooseAll({ [name]: value === "" ? null : value, after: null, before: null });
  useEffect(() => {
    if (typed.trim() === asked) return;
    const timer = setTimeout(() => choose("search", typed.trim()), TYPING_MS);
    return () => clearTimeout(timer);
    // `choose` is made anew with every rendering; what was typed is what matters.
  }, [typed, asked]);

  const list = (name: FilterName, choices: { value: string; label: string }[]) => ({
    key: name,
    label: t(`filter.${name}.label`),
    pinned: PINNED.has(name),
    filter: (
      <ChoiceList
        title={t(`filter.${name}.label`)}
        titleHidden
        choices={choices}
        selected={[params.get(name) ?? ""]}
        onChange={([value = ""]) => choose(name, value)}
      />
    ),
  });
  const filters = [
    list(
      "segment",
      segments.map(({ handle, name }) => ({ value: handle, label: name })),
    ),
    list(
      "group",
      RFM_GROUPS.map((group) => ({ value: group, label: t(`common:rfm.${group}`) })),
    ),
    list("consent", [
      { value: "email", label: t("filter.consent.email") },
      { value: "sms", label: t("filter.consent.sms") },
    ]),
    list(
      "seen",
      ["1", "7", "30", "90"].map((days) => ({
        value: days,
        label: t("filter.seen.within", { count: Number(days), amount: days }),
      })),
    ),
    list(
      "quiet",
      ["30", "90", "180", "365"].map((days) => ({
        value: days,
        label: t("filter.quiet.for", { count: Number(days), amount: days }),
      })),
    ),
    ...SCORES_IN_ORDER.map((score) => ({
      key: score,
      label: t("filter.score", { score: t(`common:score.${score}`) }),
      filter: <ScoreRange range={params.get(score)} onChange={(range) => choose(score, range)} />,
    })),
    list("excluded", [{ value: "yes", label: t("filter.excluded.yes") }]),
  ];
  const applied = FILTER_NAMES.flatMap((name) => {
    const value = params.get(name);
    if (value === null || value === "") return [];
    const label = describeFilter(words, { name, value, segments });
    return [{ key: name, label, onRemove: () => choose(name, null) }];
  });
  return (
    <Filters
      queryValue={typed}
      queryPlaceholder={t("filter.search")}
      onQueryChange={setTyped}
      onQueryClear={() => setTyped("")}
      filters={filters}
      appliedFilters={applied}
      loading={isLoading}
      onClearAll={() =>
        chooseAll({
          ...Object.fromEntries(FILTER_NAMES.map((name) => [name, null])),
          ...{ search: null, after: null, before: null },
        })
      }
    />
  );
}
