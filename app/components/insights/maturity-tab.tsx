import { Badge, BlockStack, Button, Icon, InlineStack, Text } from "@shopify/polaris";
import { CheckCircleIcon } from "@shopify/polaris-icons";
import type { AreaMaturity, MaturityLevel } from "../../services/insights/judge-maturity.ts";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { criterionText, nextText, type CriterionKey } from "./maturity-words.ts";
import { NEXT_LINKS, NEXT_PAGES } from "./next-links.ts";

const LEVELS: readonly MaturityLevel[] = ["basic", "scalable", "predictive"];
const TONES = { basic: "attention", scalable: "info", predictive: "success" } as const;

/** How far the shop is in each area, because of what, and what comes next. */
export function MaturityTab({ areas }: { areas: readonly AreaMaturity[] }) {
  const { t } = useWords("insights");
  return (
    <BlockStack gap="400">
      <SectionCard title={t("maturity.title")} hint={t("maturity.hint")}>
        <ul className="k-maturity">
          {areas.map(({ area, level }) => (
            <li key={area}>
              <Text as="span">{t(`maturity.area.${area}`)}</Text>
              <span className="k-maturity-track" aria-hidden="true">
                {LEVELS.map((each) => (
                  <span
                    key={each}
                    data-full={
                      level !== null && LEVELS.indexOf(level) >= LEVELS.indexOf(each)
                        ? ""
                        : undefined
                    }
                  />
                ))}
              </span>
              <LevelBadge level={level} />
            </li>
          ))}
        </ul>
      </SectionCard>
      {areas.map((area) => (
        <AreaCard key={area.area} maturity={area} />
      ))}
    </BlockStack>
  );
}

function LevelBadge({ level }: { level: MaturityLevel | null }) {
  const { t } = useWords("insights");
  if (level === null) return <Badge>{t("maturity.level.none")}</Badge>;
  return <Badge tone={TONES[level]}>{t(`maturity.level.${level}`)}</Badge>;
}

function AreaCard({ maturity }: { maturity: AreaMaturity }) {
  const words = useWords("insights");
  const { t } = words;
  const { area, level, criteria, next } = maturity;
  // Areas name their criteria; the words of each stand under both names.
  const keyOf = (name: string): CriterionKey => `${area}.${name}` as CriterionKey;
  const link = next === null ? undefined : NEXT_LINKS[keyOf(next)];
  return (
    <SectionCard
      title={t(`maturity.area.${area}`)}
      hint={t(`maturity.about.${area}`)}
      action={<LevelBadge level={level} />}
    >
      <BlockStack gap="300" inlineAlign="start">
        <ul className="k-criteria">
          {criteria.map((criterion) => (
            <li key={criterion.name} className="k-step" data-done={criterion.isMet || undefined}>
              <span className="k-step-mark" aria-hidden="true">
                {criterion.isMet ? <Icon source={CheckCircleIcon} tone="success" /> : null}
              </span>
              <span>
                {criterionText(words, keyOf(criterion.name), criterion)}{" "}
                <Text as="span" variant="bodySm" tone="subdued">
                  {t(`maturity.level.${criterion.level}`)}
                </Text>
              </span>
            </li>
          ))}
        </ul>
        {next === null ? (
          <Text as="p">{t("maturity.complete")}</Text>
        ) : (
          <InlineStack gap="300" blockAlign="center">
            <Text as="p">{t("maturity.next", { step: nextText(words, keyOf(next)) })}</Text>
            {link === undefined ? null : (
              <Button url={NEXT_PAGES[link]}>
                {link === "newSegment"
                  ? t("maturity.create")
                  : t("maturity.open", { page: t(`common:nav.${link}`) })}
              </Button>
            )}
          </InlineStack>
        )}
      </BlockStack>
    </SectionCard>
  );
}
