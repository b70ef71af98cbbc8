"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { RunSteps } from "#web/components/run/run-steps.tsx";
import { Section } from "#web/components/ui/section.tsx";
import { derivativeOf } from "#web/lib/derivative.ts";
import { assetQueries } from "#web/lib/queries/asset.ts";
import { AssetHeading } from "./asset-heading.tsx";
import { DerivativesTable } from "./derivatives-table.tsx";
import { LazyPlayer } from "./lazy-player.tsx";
import { Outcome } from "./outcome.tsx";
import { TechnicalData } from "./technical-data.tsx";
import { Waveform } from "./waveform.tsx";

export function AssetView({ assetId }: { readonly assetId: string }) {
  const { data: asset } = useSuspenseQuery(assetQueries.detail(assetId));
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const { technical, derivatives, runId } = asset;
  const peaks = derivativeOf(derivatives, "waveform");

  return (
    <article className="px-4 pb-24 sm:px-6">
      <title>{`${asset.name} · VideoFlow`}</title>
      <AssetHeading asset={asset} />
      <div className="grid gap-x-7 gap-y-7 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="min-w-0 space-y-7">
          <div>
            <Outcome asset={asset} />
            {asset.status === "ready" && <LazyPlayer key={assetId} asset={asset} ref={setVideo} />}
            {peaks?.url && (
              <Waveform assetId={assetId} url={peaks.url} durationMs={asset.durationMs ?? 0} video={video} />
            )}
          </div>
          {runId && (
            <Section title="Steps">
              <RunSteps runId={runId} />
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
