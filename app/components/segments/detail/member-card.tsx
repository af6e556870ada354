import { Box, Text } from "@shopify/polaris";
import type { Instant } from "../../../pipeline/shared/time.ts";
import type { CustomerPage } from "../../../queries/list-customers.ts";
import type { Sort } from "../../../queries/sort.ts";
import { CustomerTable } from "../../customers/customer-table.tsx";
import { CursorPages } from "../../table/cursor-pages.tsx";
import { ExportButton } from "../../table/export-button.tsx";
import { SectionCard } from "../../table/section-card.tsx";
import { useWords } from "../../words/use-words.ts";

/** Who is in a segment, since when and why. */
export function MemberCard(props: {
  handle: string;
  name: string;
  members: CustomerPage;
  sort: Sort;
  asOf: Instant;
}) {
  const { handle, name, members, sort, asOf } = props;
  const { t } = useWords("segments");
  const isEmpty = members.customers.length === 0;
  return (
    <SectionCard
      title={t("members.title")}
      hint={t("members.hint")}
      action={
        isEmpty ? null : (
          <ExportButton
            list="members"
            fileName={`members-${handle}`}
            params={{ segment: handle }}
          />
        )
      }
      isFlush
    >
      {isEmpty ? (
        <Box padding="400" paddingBlockStart="0">
          <Text as="p" tone="subdued">
            {t("members.none")}
          </Text>
        </Box>
      ) : (
        <CustomerTable
          caption={t("members.caption", { name })}
          customers={members.customers}
          asOf={asOf}
          sort={sort}
          isMembers
        />
      )}
      <CursorPages next={members.next} previous={members.previous} list={t("members.title")} />
    </SectionCard>
  );
}
