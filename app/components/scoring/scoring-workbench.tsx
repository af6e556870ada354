import { SaveBar, useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack } from "@shopify/polaris";
import { useState } from "react";
import type { Scoring } from "../../services/read-scoring.ts";
import { PartLinks } from "../frame/part-links.tsx";
import { useAddress } from "../frame/use-address.ts";
import { useUnsaved } from "../segments/editor/use-unsaved.ts";
import { EditorView } from "./editor-view.tsx";
import { fieldId } from "./form/number-input.tsx";
import { changeDraft, draftOf, isChanged } from "./model-draft.ts";
import { PresetView } from "./presets/preset-view.tsx";
import { PublishDialog } from "./publish/publish-dialog.tsx";
import { VersionView } from "./versions/version-view.tsx";
import { useWhatIf } from "./what-if/use-what-if.ts";
import { useScoringWords } from "./scoring-words.ts";

const VIEWS = ["numbers", "presets", "versions"] as const;

/** The scoring model as a draft: its form with what it would do, presets, and the versions there were. */
export function ScoringWorkbench({ scoring }: { scoring: Scoring }) {
  const { model, bounds, draft: begun } = scoring;
  const { t } = useScoringWords();
  const bridge = useAppBridge();
  const address = useAddress();
  const [draft, setDraft] = useState(() => draftOf(begun?.model ?? model));
  const [isPublishing, setIsPublishing] = useState(false);
  const isDirty = isChanged(draft, model);
  const leaveFreely = useUnsaved(isDirty);
  const { live, refused } = useWhatIf(draft);
  const view = VIEWS.find((name) => name === address.params.get("view")) ?? "numbers";
  const wrong = Object.keys(draft.typed)[0];

  const save = (): void => {
    if (wrong === undefined && refused.size === 0) {
      setIsPublishing(true);
      return;
    }
    bridge.toast.show(t("publish.mendFirst"), { isError: true });
    document.getElementById(fieldId(wrong ?? [...refused][0] ?? ""))?.focus();
  };
  const discard = (): void => {
    setDraft(draftOf(model));
    if (begun !== null) address.chooseAll({ from: null });
  };
  return (
    <>
      <SaveBar id="scoring-save-bar" open={isDirty}>
        <button {...{ variant: "primary" }} type="button" onClick={save}>
          {t("publish.save")}
        </button>
        <button type="button" onClick={discard}>
          {t("publish.discard")}
        </button>
      </SaveBar>
      <BlockStack gap="400">
        <PartLinks
          label={t("page.title")}
          name="view"
          parts={VIEWS}
          chosen={view}
          wordsOf={(each) => t(`view.${each}`)}
        />
        {view === "numbers" ? (
          <EditorView
            form={{
              ...{ draft, bounds, refused, inForce: model },
              change: (path, change) => setDraft((before) => changeDraft(before, path, change)),
            }}
            live={live}
            isChanged={isDirty}
          />
        ) : view === "presets" ? (
          <PresetView presets={scoring.presets} />
        ) : (
          <VersionView scoring={scoring} />
        )}
      </BlockStack>
      <PublishDialog
        isOpen={isPublishing}
        draft={draft.model}
        version={model.version}
        live={live}
        onClose={() => setIsPublishing(false)}
        onPublished={(version) => {
          leaveFreely();
          setIsPublishing(false);
          bridge.toast.show(t("publish.done", { version }));
          address.chooseAll({ from: null, view: null });
        }}
      />
    </>
  );
}
