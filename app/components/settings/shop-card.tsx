import type { Settings } from "../../queries/read-settings.ts";
import { InstantText } from "../format/instant-text.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { Fact, FactList } from "./fact-list.tsx";

/** What Kindling takes from the shop: nothing of it is set here. */
export function ShopCard({ shop }: { shop: Settings["shop"] }) {
  const { t } = useWords("settings");
  return (
    <SectionCard title={t("shop.title")} hint={t("shop.hint")}>
      <FactList>
        <Fact name={t("shop.domain")}>{shop.domain}</Fact>
        <Fact name={t("shop.language")} hint={t("shop.languageHint")}>
          {t("shop.languageName")}
        </Fact>
        <Fact name={t("shop.timezone")} hint={t("shop.timezoneHint")}>
          {shop.timezone}
        </Fact>
        <Fact name={t("shop.currency")}>{shop.currency}</Fact>
        <Fact name={t("shop.plan")}>{shop.plan}</Fact>
        <Fact name={t("shop.installed")}>
          <InstantText at={shop.installedAt} />
        </Fact>
      </FactList>
    </SectionCard>
  );
}
