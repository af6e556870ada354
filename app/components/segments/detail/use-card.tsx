import { BlockStack, Link, Text } from "@shopify/polaris";
import { Fragment, type ReactNode } from "react";
import type { Instant } from "../../../pipeline/shared/time.ts";
import type { SegmentContext } from "../../../queries/read-segment-context.ts";
import { SectionCard } from "../../table/section-card.tsx";
import { useWords, type Words } from "../../words/use-words.ts";
import { ShopifySegmentsOf } from "./shopify-segments.tsx";
import { tagWords } from "./tag-words.ts";

/** Whether workflows listen to entries and exits of segments. */
interface FlowUse {
  entered: boolean;
  left: boolean;
}

/** What a segment does outside of its own page: its tag, other segments, Flow, Klaviyo. */
export function UseCard(props: {
  tag: string | null;
  context: SegmentContext;
  flow: FlowUse;
  asOf: Instant;
}) {
  const words = useWords("segments");
  const { t } = words;
  const { tag, context, flow, asOf } = props;
  return (
    <SectionCard title={t("uses.title")}>
      <BlockStack gap="300">
        <Use title={t("uses.tag")}>
          {tag === null ? (
            <Text as="p">{t("uses.noTag")}</Text>
          ) : (
            <>
              <Text as="p">
                <span className="k-code">{tag}</span>
              </Text>
              {context.tag === null
                ? null
                : tagWords(words, context.tag, asOf).map((sentence) => (
                    <Text as="p" key={sentence}>
                      {sentence}
                    </Text>
                  ))}
            </>
          )}
        </Use>
        {tag === null ? null : (
          <Use title={t("uses.shopify")}>
            <ShopifySegmentsOf key={tag} tag={tag} />
          </Use>
        )}
        <Use title={t("uses.segments")}>
          <Users users={context.users} />
        </Use>
        <Use title={t("uses.flow")}>
          <Text as="p">{flowWords(words, flow)}</Text>
        </Use>
        <Use title={t("uses.klaviyo")}>
          <Text as="p">{t(`uses.klaviyo${KLAVIYO_KEYS[context.klaviyo]}`)}</Text>
        </Use>
      </BlockStack>
    </SectionCard>
  );
}

function Use({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Text as="h3" variant="bodySm" tone="subdued">
        {title}
      </Text>
      {children}
    </div>
  );
}

function Users({ users }: Pick<SegmentContext, "users">) {
  const { t } = useWords("segments");
  if (users.length === 0) return <Text as="p">{t("uses.noSegments")}</Text>;
  return (
    <Text as="p">
      {users.map(({ handle, name }, index) => (
        <Fragment key={handle}>
          {index > 0 ? ", " : ""}
          <Link url={`/app/segments/${handle}`}>{name}</Link>
        </Fragment>
      ))}
    </Text>
  );
}

function flowWords({ t }: Words<"segments">, { entered, left }: FlowUse): string {
  if (entered && left) return t("uses.flowBoth");
  if (entered) return t("uses.flowEntered");
  return left ? t("uses.flowLeft") : t("uses.flowNone");
}

const KLAVIYO_KEYS = { on: "On", off: "Off", failing: "Error" } as const;
