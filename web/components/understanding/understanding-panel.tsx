"use client";

import { Tabs } from "@base-ui/react/tabs";
import type { Asset } from "@videoflow/client/schema";
import { useQueryState } from "nuqs";
import { derivativeOf } from "#web/lib/derivative.ts";
import { PANELS, type Panel, panelParam } from "#web/lib/panel.ts";
import { BriefPanel } from "./brief-panel.tsx";
import { DefectsPanel } from "./defects-panel.tsx";
import { ScenesPanel } from "./scenes-panel.tsx";
import { SeenPanel } from "./seen-panel.tsx";
import { TranscriptPanel } from "./transcript-panel.tsx";
import { UnderstandingState } from "./understanding-state.tsx";

interface Props {
  readonly asset: Asset;
  readonly video: HTMLVideoElement | null;
}

/** What is understood of an asset, beside its player. */
export function UnderstandingPanel({ asset, video }: Props) {
  const [panel, setPanel] = useQueryState("panel", panelParam);
  const { derivatives } = asset;
  const counts: Partial<Record<Panel, number | undefined>> = {
    scenes: derivativeOf(derivatives, "scenes")?.count,
    defects: derivativeOf(derivatives, "defects")?.count,
  };
  const contents: Record<Panel, React.ReactNode> = {
    brief: <BriefPanel derivatives={derivatives} video={video} />,
    transcript: <TranscriptPanel derivatives={derivatives} video={video} />,
    scenes: <ScenesPanel asset={asset} video={video} />,
    seen: <SeenPanel derivatives={derivatives} video={video} />,
    defects: <DefectsPanel derivatives={derivatives} video={video} />,
  };
  return (
    <Tabs.Root
      value={panel}
      onValueChange={(next) => void setPanel(next as Panel)}
      render={<section aria-label="What is understood" />}
      className="flex h-[70dvh] min-h-96 flex-col overflow-hidden rounded-md bg-surface shadow-[inset_0_0_0_1px_var(--line)] lg:h-[calc(100dvh-9rem)]"
    >
      {/* What the panels' own headings stand under. */}
      <h2 className="sr-only">What is understood</h2>
      <Tabs.List className="flex shrink-0 gap-0.5 overflow-x-auto border-line border-b px-2 [scrollbar-width:none]">
        {(Object.keys(PANELS) as Panel[]).map((value) => (
          <Tabs.Tab
            key={value}
            value={value}
            className="relative h-10 shrink-0 px-2 text-ink-soft hover:text-ink focus-visible:-outline-offset-4 data-active:text-ink data-active:after:absolute data-active:after:inset-x-2 data-active:after:bottom-0 data-active:after:h-0.5 data-active:after:bg-accent"
          >
            {PANELS[value]}
            {counts[value] !== undefined && <span className="ml-1 text-ink-faint text-small">{counts[value]}</span>}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <UnderstandingState asset={asset} />
      {(Object.keys(PANELS) as Panel[]).map((value) => (
        <Tabs.Panel key={value} value={value} className="flex min-h-0 flex-1 flex-col focus-visible:-outline-offset-2">
          {contents[value]}
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}
