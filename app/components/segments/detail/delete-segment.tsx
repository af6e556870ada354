import { useActionData, useNavigation, useSubmit } from "@remix-run/react";
import { Banner, BlockStack, Link, Modal, Text } from "@shopify/polaris";
import { Trans } from "react-i18next";
import type { SegmentContext } from "../../../queries/read-segment-context.ts";
import type { SegmentAnswer } from "../../../services/change-segment.ts";
import { useWords } from "../../words/use-words.ts";

/** Asks before a segment is deleted, and says what goes with it. */
export function DeleteSegment(props: {
  name: string;
  size: number;
  tag: string | null;
  context: Pick<SegmentContext, "users" | "tag">;
  isOpen: boolean;
  onClose: () => void;
}) {
  const { name, size, tag, context, isOpen, onClose } = props;
  const { t, format } = useWords("segments");
  // A submission of the page itself: live updates wait for it, and do not ask for a segment that is just being deleted.
  const submit = useSubmit();
  const answer = useActionData<SegmentAnswer>();
  const isGoingOn = useNavigation().state !== "idle";
  const isUsed = context.users.length > 0;
  const tagged = context.tag?.written ?? 0;
  return (
    <Modal
      open={isOpen}
      onClose={onClose}
      title={t("delete.title", { name })}
      primaryAction={{
        content: t("delete.segment"),
        destructive: true,
        disabled: isUsed,
        loading: isGoingOn,
        onAction: () => submit({ change: "delete" }, { method: "post" }),
      }}
      secondaryActions={[{ content: t("delete.keep"), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          {answer?.outcome === "in-use" || isUsed ? (
            <Banner tone="critical" title={t("delete.usedTitle")}>
              <Text as="p">
                {t("delete.used")}{" "}
                {context.users.map(({ handle, name: user }, index) => (
                  <span key={handle}>
                    {index > 0 ? ", " : ""}
                    <Link url={`/app/segments/${handle}/edit`}>{user}</Link>
                  </span>
                ))}
              </Text>
            </Banner>
          ) : null}
          <Text as="p">{t("delete.members", { count: size, amount: format.count(size) })}</Text>
          {tag === null ? null : (
            <Text as="p">
              <Trans
                ns="segments"
                i18nKey="delete.tag"
                count={tagged}
                values={{ tag, amount: format.count(tagged) }}
                components={{ tag: <span className="k-code" /> }}
              />
            </Text>
          )}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
