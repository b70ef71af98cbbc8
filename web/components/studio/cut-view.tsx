"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import type { NewRevision } from "@videoflow/client/schema";
import dynamic from "next/dynamic";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import { RunSteps } from "#web/components/run/run-steps.tsx";
import { Section } from "#web/components/ui/section.tsx";
import { cutParams } from "#web/lib/cut/params.ts";
import { cutQueries } from "#web/lib/queries/cut.ts";
import { isBeingMade } from "#web/lib/status.ts";
import { CutHeading } from "./cut-heading.tsx";
import { CutPanels } from "./cut-panels.tsx";
import { FormatChoice } from "./format-choice.tsx";
import { ItemList } from "./item-list.tsx";
import { Proposal } from "./proposal.tsx";

/** They need a browser, and the rest of the page need not wait for them. */
const CutPlayer = dynamic(() => import("./cut-player.tsx").then(({ CutPlayer }) => CutPlayer), {
  ssr: false,
  loading: () => <div className="aspect-video w-full rounded-md bg-stage" />,
});
const CutTimeline = dynamic(() => import("./cut-timeline.tsx").then(({ CutTimeline }) => CutTimeline), {
  ssr: false,
  loading: () => <div className="mt-2 h-24 rounded-md bg-sunken" />,
});

/** A cut to be reviewed: what was made of it, from what, why, and what can be done with it. */
export function CutView({ cutId }: { readonly cutId: string }) {
  const { data: cut } = useSuspenseQuery(cutQueries.detail(cutId));
  const [params, setParams] = useQueryStates(cutParams);
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const [proposal, setProposal] = useState<NewRevision>();
  const { spec, status, order } = cut;
  const formats = (spec?.variants ?? order.formats ?? []).map(({ name }) => name);
  const format = params.format && formats.includes(params.format) ? params.format : (formats[0] ?? "landscape");
  const open = (item: string) => void setParams({ item, panel: "item" });

  return (
    <article className="px-4 pb-24 sm:px-6">
      <title>{`${cut.title} · VideoFlow`}</title>
      <CutHeading cut={cut} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-7 lg:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="min-w-0">
          {isBeingMade(status) && (
            <div className="mb-5">
              <Section title={status === "composing" ? "The crew is at it" : "It is being rendered"}>
                <RunSteps runId={cut.runId} />
              </Section>
            </div>
          )}
          {spec && (
            <>
              <FormatChoice formats={formats} format={format} onChoose={(next) => void setParams({ format: next })} />
              <CutPlayer key={format} cut={cut} spec={spec} format={format} ref={setVideo} />
              <CutTimeline spec={spec} video={video} open={params.item} onOpen={open} />
            </>
          )}
          {proposal && spec && <Proposal cut={cut} change={proposal} onDone={() => setProposal(undefined)} />}
          {spec && <ItemList spec={spec} open={params.item} video={video} onOpen={open} />}
        </div>
        <CutPanels cut={cut} format={format} onPropose={setProposal} />
      </div>
    </article>
  );
}
