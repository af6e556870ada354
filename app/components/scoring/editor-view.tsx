import { BlockStack, Box, Button, ButtonGroup } from "@shopify/polaris";
import type { ScoreName } from "../../pipeline/score/scores.ts";
import { SCORES_IN_ORDER } from "../../pipeline/shared/score-names.ts";
import type { ScoringPreviewOutcome } from "../../services/preview-scoring.ts";
import { useAddress } from "../frame/use-address.ts";
import type { LiveAnswer } from "../segments/preview/use-answer.ts";
import { ModelFormProvider, type ModelForm } from "./form/form-context.tsx";
import { PointsForm } from "./form/points-form.tsx";
import { WholeForm } from "./form/whole-form.tsx";
import { Glance, WHAT_IF } from "./what-if/glance.tsx";
import { WhatIfCards } from "./what-if/what-if-cards.tsx";
import { useScoringWords } from "./scoring-words.ts";

const PARTS = ["intent", "engagement", "whole"] as const;

/** Which score a part of the form is about. */
const SCORE_OF: Record<(typeof PARTS)[number], ScoreName> = {
  intent: "intent",
  engagement: "engagement",
  whole: "value",
};

/** The numbers to turn, and beside them what turning them would do. */
export function EditorView(props: {
  form: ModelForm;
  live: LiveAnswer<ScoringPreviewOutcome>;
  isChanged: boolean;
}) {
  const { form, live, isChanged } = props;
  const { t } = useScoringWords();
  const { params, choose, chooseAll } = useAddress();
  const part = PARTS.find((name) => name === params.get("part")) ?? "intent";
  const score = SCORES_IN_ORDER.find((name) => name === params.get("score")) ?? SCORE_OF[part];
  return (
    <div className="k-workbench">
      <BlockStack gap="400">
        <Box paddingInline={{ xs: "400", sm: "0" }}>
          <div role="group" aria-label={t("part.choice")}>
            <ButtonGroup variant="segmented">
              {PARTS.map((name) => (
                <Button
                  key={name}
                  pressed={name === part}
                  // The plot follows to the score that is being edited.
                  onClick={() => chooseAll({ part: name, score: null })}
                >
                  {t(`part.name.${name}`)}
                </Button>
              ))}
            </ButtonGroup>
          </div>
        </Box>
        <ModelFormProvider value={form}>
          {part === "whole" ? (
            <WholeForm />
          ) : (
            <PointsForm key={part} score={part} model={form.draft.model[part]} />
          )}
        </ModelFormProvider>
      </BlockStack>
      {isChanged ? <Glance live={live} score={score} /> : null}
      <aside id={WHAT_IF} className="k-workbench-beside" aria-label={t("whatIf.title")}>
        <WhatIfCards
          live={live}
          isChanged={isChanged}
          score={score}
          onScore={(name) => choose("score", name)}
        />
      </aside>
    </div>
  );
}
