import { BlockStack, List, Modal, Text } from "@shopify/polaris";
import { useWords } from "../../words/use-words.ts";
import type { Asking } from "./use-customer-actions.ts";

interface Props {
  asking: Asking;
  isBusy: boolean;
  /** Tags of ours that stand on the customer in Shopify. */
  tags: readonly string[];
  onClose: () => void;
  onConfirm: (change: "exclude" | "erase") => void;
}

/** Asks before somebody is left out or erased, and says what happens then. */
export function ConfirmChange({ asking, isBusy, tags, onClose, onConfirm }: Props) {
  const { t, format } = useWords("customers");
  if (asking === null) return null;
  const points =
    asking === "exclude"
      ? [t("exclude.scores"), t("exclude.tags"), t("exclude.data"), t("exclude.back")]
      : [t("erase.all"), t("erase.shopify"), t("erase.again"), t("erase.final")];
  return (
    <Modal
      open
      onClose={onClose}
      title={t(`${asking}.title`)}
      primaryAction={{
        content: t(`${asking}.confirm`),
        destructive: asking === "erase",
        loading: isBusy,
        onAction: () => onConfirm(asking),
      }}
      secondaryActions={[{ content: t("common:action.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <List>
            {points.map((point) => (
              <List.Item key={point}>{point}</List.Item>
            ))}
          </List>
          {tags.length === 0 ? null : (
            <Text as="p" tone="subdued">
              {t("exclude.tagsNow", { tags: format.list(tags) })}
            </Text>
          )}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
