import { useNavigate } from "@remix-run/react";
import { SaveBar } from "@shopify/app-bridge-react";
import { BlockStack } from "@shopify/polaris";
import { lazy, Suspense, useMemo, useState } from "react";
import type { EditorShop } from "../../../queries/read-editor-shop.ts";
import { PreviewCards } from "../preview/preview-cards.tsx";
import { SizeNow } from "../preview/size-now.tsx";
import { usePreview } from "../preview/use-preview.ts";
import { useWords } from "../../words/use-words.ts";
import { keepReadyNames, useReadyNames } from "../use-ready-names.ts";
import { EditorShopProvider } from "./editor-context.tsx";
import { canonicalJson } from "./canonical-json.ts";
import { ConditionCard } from "./condition-card.tsx";
import { languageOfShop } from "./condition-language.ts";
import { LeavingCard } from "./leaving-card.tsx";
import { NameCard } from "./name-card.tsx";
import {
  contentOf,
  draftOfContent,
  isRead,
  isReadable,
  type SegmentContent,
  type SegmentDraft,
} from "./segment-draft.ts";
import { UndoButtons } from "./undo-buttons.tsx";
import { useHistory } from "./use-history.ts";
import { usePublish } from "./use-publish.ts";
import { TellChoice } from "./tell-choice.tsx";
import { useUnsaved } from "./use-unsaved.ts";

/** Told after publishing alone: the page loads without it. */
const PublishBanner = lazy(async () => ({
  default: (await import("./publish-banner.tsx")).PublishBanner,
}));

interface Props {
  shop: EditorShop;
  /** What is edited: as it was published last, or what a new one begins with. */
  content: SegmentContent;
  /** null: the segment is new. */
  handle: string | null;
  /** The version that the content is of; null: of none. */
  version: number | null;
}

/** Everything that a segment is made of, and what publishing it would do. */
export function SegmentEditor({ shop, content, handle, version }: Props) {
  const language = useMemo(() => languageOfShop(shop), [shop]);
  const { t } = useWords("editor");
  const { t: sayCommon } = useWords("common");
  const shown = useReadyNames(useMemo(() => ({ ...content, handle }), [content, handle]));
  const begin = (): SegmentDraft => {
    const { handle: _, ...rest } = shown;
    return draftOfContent(rest, language.names);
  };
  const history = useHistory(begin);
  const { draft, change } = history;
  const isDirty = useMemo(
    () =>
      !isReadable(draft) ||
      canonicalJson(keepReadyNames({ t: sayCommon }, handle, contentOf(draft))) !==
        canonicalJson(content),
    [draft, content, handle, sayCommon],
  );
  const live = usePreview(draft, handle, language);
  const { answer } = live.now;
  const previewed = answer?.outcome === "previewed" ? answer : null;
  const navigate = useNavigate();
  const leaveFreely = useUnsaved(isDirty);
  const [isTold, setIsTold] = useState(false);
  const publishing = usePublish({
    handle,
    isTold,
    onPublished: (published) => {
      leaveFreely();
      navigate(`/app/segments/${published}`);
    },
  });
  return (
    <EditorShopProvider value={shop}>
      <SaveBar id="segment-save-bar" open={isDirty}>
        <button
          {...{ variant: "primary" }}
          type="button"
          disabled={publishing.isGoingOn || !isRead(draft)}
          onClick={() => publishing.publish(draft, version)}
        >
          {t("save.publish")}
        </button>
        <button type="button" onClick={() => change(begin)}>
          {t("save.discard")}
        </button>
      </SaveBar>
      <BlockStack gap="400">
        {publishing.answer === null ? null : (
          <Suspense fallback={null}>
            <PublishBanner
              answer={publishing.answer}
              base={content}
              onOverwrite={(newest) => publishing.publish(draft, newest)}
            />
          </Suspense>
        )}
        <NameCard draft={draft} isNew={handle === null} onChange={change} />
        <ConditionCard
          draft={draft}
          language={language}
          onChange={change}
          tools={<UndoButtons history={history} />}
          size={<SizeNow live={live.now} />}
        />
        <PreviewCards live={live} tag={draft.tag} />
        <TellChoice preview={previewed} isTold={isTold} onChange={setIsTold} />
        <LeavingCard draft={draft} language={language} onChange={change} />
      </BlockStack>
    </EditorShopProvider>
  );
}
