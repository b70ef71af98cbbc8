"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { RunSteps } from "#web/components/run/run-steps.tsx";
import { Section } from "#web/components/ui/section.tsx";
import { assetQueries } from "#web/lib/queries/asset.ts";
import { AssetHeading } from "./asset-heading.tsx";
import { DerivativesTable } from "./derivatives-table.tsx";
import { InTrash } from "./in-trash.tsx";
import { LazyPlayer, LazySidecarButton, LazyTimeline, LazyUnderstanding } from "./lazy.tsx";
import { MarksSection } from "./marks-section.tsx";
import { Outcome } from "./outcome.tsx";
import { ReprocessForm } from "./reprocess-form.tsx";
import { TechnicalData } from "./technical-data.tsx";
import { UsesSection } from "./uses-section.tsx";

export function AssetView({ assetId }: { readonly assetId: string }) {
  const { data: asset } = useSuspenseQuery(assetQueries.detail(assetId));
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const { technical, derivatives, runId, understanding, deletedAt } = asset;
  const ready = asset.status === "ready";

  return (
    <article className="px-4 pb-24 sm:px-6">
      <title>{`${asset.name} · VideoFlow`}</title>
      <AssetHeading asset={asset} />
      {deletedAt && <InTrash asset={{ ...asset, deletedAt }} />}
      <div className="grid gap-x-6 gap-y-7 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="min-w-0">
          <Outcome asset={asset} />
          {ready && <LazyPlayer key={assetId} asset={asset} ref={setVideo} />}
          {ready && <LazyTimeline asset={asset} video={video} />}
        </div>
        {ready && <LazyUnderstanding asset={asset} video={video} />}
        <div className="min-w-0 space-y-7">
          {ready && <MarksSection asset={asset} />}
          {ready && <UsesSection asset={asset} video={video} />}
          {runId && (
            <Section title="Steps">
              <RunSteps runId={runId} />
            </Section>
          )}
          {understanding && (
            <Section title="Understanding">
              <RunSteps runId={understanding.runId} />
              <ReprocessForm asset={asset} />
              <LazySidecarButton asset={asset} />
            </Section>
          )}
          {derivatives.length > 0 && (
            <Section title="Derivatives">
              <DerivativesTable derivatives={derivatives} />
            </Section>
          )}
        </div>
        <TechnicalData asset={asset} technical={technical} />
      </div>
    </article>
  );
}
