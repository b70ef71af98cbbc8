"use client";

import { Tabs } from "@base-ui/react/tabs";
import type { Cut, NewRevision } from "@videoflow/client/schema";
import { useQueryStates } from "nuqs";
import type { ReactNode } from "react";
import type { FormatName } from "#web/lib/cut/draft.ts";
import { CUT_PANELS, type CutPanel, cutParams } from "#web/lib/cut/params.ts";
import { FilesPanel } from "./files-panel.tsx";
import { GatesPanel } from "./gates-panel.tsx";
import { ItemPanel } from "./item-panel.tsx";
import { ReviewsPanel } from "./reviews-panel.tsx";
import { VersionsPanel } from "./versions-panel.tsx";

interface Props {
  readonly cut: Cut;
  readonly format: FormatName;
  readonly onPropose: (change: NewRevision) => void;
}

/** What is beside the player: the chosen item with its evidence, the gates, the reviews, older versions, the files. */
export function CutPanels({ cut, format, onPropose }: Props) {
  const [{ panel }, setParams] = useQueryStates(cutParams);
  const contents: Record<CutPanel, ReactNode> = {
    item: <ItemPanel cut={cut} onPropose={onPropose} />,
    gates: <GatesPanel verdict={cut.verdict} />,
    reviews: <ReviewsPanel cut={cut} />,
    versions: <VersionsPanel cut={cut} format={format} onPropose={onPropose} />,
    files: <FilesPanel cut={cut} />,
  };
  return (
    <Tabs.Root
      value={panel}
      onValueChange={(next) => void setParams({ panel: next as CutPanel })}
      render={<section aria-label="About the cut" />}
      className="flex flex-col self-start overflow-hidden rounded-md bg-surface shadow-[inset_0_0_0_1px_var(--line)] lg:max-h-[calc(100dvh-9rem)]"
    >
      <h2 className="sr-only">About the cut</h2>
      <Tabs.List className="flex shrink-0 gap-0.5 overflow-x-auto border-line border-b px-2 [scrollbar-width:none]">
        {(Object.keys(CUT_PANELS) as CutPanel[]).map((value) => (
          <Tabs.Tab
            key={value}
            value={value}
            className="relative h-10 shrink-0 px-2 text-ink-soft hover:text-ink focus-visible:-outline-offset-4 data-active:text-ink data-active:after:absolute data-active:after:inset-x-2 data-active:after:bottom-0 data-active:after:h-0.5 data-active:after:bg-accent"
          >
            {CUT_PANELS[value]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {(Object.keys(CUT_PANELS) as CutPanel[]).map((value) => (
        <Tabs.Panel
          key={value}
          value={value}
          className="min-h-0 flex-1 overflow-y-auto p-3 focus-visible:-outline-offset-2"
        >
          {contents[value]}
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}
