import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Icon, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { CheckCircleIcon } from "@shopify/polaris-icons";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { WELCOME_STEPS, type WelcomeStep } from "./welcome-steps.ts";

interface Props {
  ticks: Record<WelcomeStep, boolean>;
  editorUrl: string;
}

/** The first four steps. They tick themselves; the first open one has the button. */
export function WelcomeCard({ ticks, editorUrl }: Props) {
  const { t, format } = useWords("home");
  const fetcher = useFetcher();
  const done = WELCOME_STEPS.filter((step) => ticks[step]).length;
  // What only takes time is not what somebody should do next.
  const next = WELCOME_STEPS.find((step) => !ticks[step] && step !== "history") ?? null;
  return (
    <SectionCard
      title={done === WELCOME_STEPS.length ? t("welcome.done") : t("welcome.title")}
      hint={t("welcome.progress", {
        done: format.count(done),
        all: format.count(WELCOME_STEPS.length),
      })}
      action={
        <Button
          variant="tertiary"
          loading={fetcher.state !== "idle"}
          onClick={() => fetcher.submit({ welcome: "close" }, { method: "post" })}
        >
          {t("welcome.close")}
        </Button>
      }
    >
      <BlockStack gap="400">
        <ProgressBar
          progress={(100 * done) / WELCOME_STEPS.length}
          size="small"
          tone="success"
          animated={false}
        />
        <ol className="k-plain k-steps">
          {WELCOME_STEPS.map((step) => (
            <Step
              key={step}
              step={step}
              isDone={ticks[step]}
              isNext={step === next}
              editorUrl={editorUrl}
            />
          ))}
        </ol>
      </BlockStack>
    </SectionCard>
  );
}

function Step(props: { step: WelcomeStep; isDone: boolean; isNext: boolean; editorUrl: string }) {
  const { step, isDone, isNext, editorUrl } = props;
  const { t } = useWords("home");
  return (
    <li className="k-step" data-done={isDone || undefined}>
      <span className="k-step-mark">
        {isDone ? <Icon source={CheckCircleIcon} tone="success" /> : null}
      </span>
      <BlockStack gap="150">
        <BlockStack gap="050">
          <Text as="p" fontWeight={isNext ? "semibold" : "regular"}>
            {t(`welcome.step.${step}`)}
            <Text as="span" visuallyHidden>
              {` ${isDone ? t("welcome.isDone") : t("welcome.isOpen")}`}
            </Text>
          </Text>
          {isDone ? null : (
            <Text as="p" tone="subdued">
              {t(`welcome.why.${step}`)}
            </Text>
          )}
        </BlockStack>
        {isDone || step === "history" ? null : (
          <InlineStack>
            <StepButton step={step} isNext={isNext} editorUrl={editorUrl} />
          </InlineStack>
        )}
      </BlockStack>
    </li>
  );
}

function StepButton(props: {
  step: Exclude<WelcomeStep, "history">;
  isNext: boolean;
  editorUrl: string;
}) {
  const { step, isNext, editorUrl } = props;
  const { t } = useWords("home");
  const place = {
    embed: { url: editorUrl, target: "_blank" as const },
    segment: { url: "/app/segments/new" },
    tags: { url: "/app/activity" },
  }[step];
  return (
    <Button {...place} variant={isNext ? "primary" : "secondary"}>
      {t(`welcome.action.${step}`)}
    </Button>
  );
}
