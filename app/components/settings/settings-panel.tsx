import { ModeButtons, RemoveTags } from "../activity/mode-buttons.tsx";
import { WriterCard } from "../activity/writer-card.tsx";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { PrivacyRequests } from "../../queries/read-privacy-requests.ts";
import type { Settings } from "../../queries/read-settings.ts";
import type { TagWriter } from "../../queries/read-tag-writer.ts";
import { ConsentCard } from "./consent-card.tsx";
import { DeleteCard } from "./delete-card.tsx";
import { ExportCard } from "./export-card.tsx";
import { NamesCard } from "./names-card.tsx";
import { PlacesCard } from "./places-card.tsx";
import { PrefixCard } from "./prefix-card.tsx";
import { RequestsCard } from "./requests-card.tsx";
import { RetentionCard } from "./retention-card.tsx";
import { ShopCard } from "./shop-card.tsx";

/** The parts of the page Settings, as its address names them. */
export const SETTINGS_TABS = ["general", "tags", "privacy", "data"] as const;

interface Props extends Settings {
  tab: (typeof SETTINGS_TABS)[number];
  writer: TagWriter;
  requests: PrivacyRequests;
  asOf: Instant;
  /** For how many days a merchant may have raw events and logs kept; null: for good. */
  choices: { rawEventDays: readonly (number | null)[]; logDays: readonly number[] };
}

/** One part of the page Settings. */
export function SettingsPanel({
  tab,
  shop,
  writer,
  retention,
  choices,
  deletion,
  ...privacy
}: Props) {
  switch (tab) {
    case "general":
      return (
        <>
          <ShopCard shop={shop} />
          <PlacesCard />
        </>
      );
    case "tags":
      return (
        <>
          <PrefixCard key={writer.prefix} writer={writer} />
          <WriterCard writer={writer}>
            <ModeButtons mode={writer.mode} />
            <RemoveTags mode={writer.mode} />
          </WriterCard>
        </>
      );
    case "privacy":
      return (
        <>
          <RequestsCard requests={privacy.requests} asOf={privacy.asOf} />
          <ConsentCard withoutConsent={privacy.withoutConsent} />
          <NamesCard />
          <RetentionCard
            key={`${retention.rawEventDays}-${retention.logDays}`}
            retention={retention}
            {...choices}
          />
        </>
      );
    case "data":
      return (
        <>
          <ExportCard />
          <DeleteCard deletion={deletion} domain={shop.domain} waiting={writer.waiting} />
        </>
      );
  }
}
