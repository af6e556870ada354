import { BlockStack, Modal, SkeletonBodyText, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { ScoringModel } from "../../../pipeline/score/model.ts";
import type { ScoringPreviewOutcome } from "../../../services/preview-scoring.ts";
import type { LiveAnswer } from "../../segments/preview/use-answer.ts";
import { DifferenceTable } from "../versions/difference-table.tsx";
import { CrossingList } from "./crossing-list.tsx";
import { PublishAnswer } from "./publish-answer.tsx";
import { usePublish } from "./use-publish.ts";
import { useScoringWords } from "../scoring-words.ts";

const LONGEST_NOTE = 200;

/** Says once more what changes and for whom, takes a note, and puts the draft in force. */
export function PublishDialog(props: {
  isOpen: boolean;
  draft: ScoringModel;
  /** The version that the draft was made from. */
  version: number;
  live: LiveAnswer<ScoringPreviewOutcome>;
  onClose: () => void;
  onPublished: (version: number) => void;
}) {
  const { isOpen, draft, version, live, onPublished } = props;
  const { t } = useScoringWords();
  const [note, setNote] = useState("");
  const { answer, isGoingOn, publish, forget } = usePublish(onPublished);
  const preview = live.answer?.outcome === "previewed" && !live.isWaiting ? live.answer : null;
  // Somebody else may have published meanwhile: to publish over theirs makes the version after it.
  const newest = answer?.outcome === "stale" ? answer.version : version;
  const close = (): void => {
    forget();
    props.onClose();
  };
  return (
    <Modal
      open={isOpen}
      onClose={close}
      title={t("publish.title", { version: newest + 1 })}
      primaryAction={{
        content: t("publish.publish"),
        loading: isGoingOn,
        disabled: live.isWaiting,
        onAction: () => publish(draft, version, note),
      }}
      secondaryActions={[{ content: t("publish.goOn"), onAction: close }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          <PublishAnswer answer={answer} onOverwrite={(newest) => publish(draft, newest, note)} />
          <Text as="p">{t("publish.consequence")}</Text>
          {preview === null ? (
            live.hasFailed ? null : (
              <SkeletonBodyText lines={4} />
            )
          ) : (
            <CrossingList thresholds={preview.thresholds} />
          )}
          <TextField
            label={t("publish.note")}
            helpText={t("publish.noteHelp")}
            autoComplete="off"
            maxLength={LONGEST_NOTE}
            value={note}
            onChange={setNote}
          />
          {preview === null ? null : (
            <DifferenceTable
              caption={t("publish.changes")}
              differences={preview.differences}
              left={t("publish.inForce")}
              right={t("publish.new")}
            />
          )}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
