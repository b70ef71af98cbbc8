import type { Asset } from "@videoflow/client/schema";
import { clsx } from "clsx";
import type { ReactNode } from "react";
import { ProgressLine } from "#web/components/ui/progress-line.tsx";
import { toneText } from "#web/components/ui/status-mark.tsx";
import type { Tone } from "#web/lib/status.ts";
import { stepTitle } from "#web/lib/step.ts";
import { DuplicateOf } from "./duplicate-of.tsx";

/** In place of the player, or above it, what there is to say of how the asset came to its state. */
export function Outcome({ asset }: { readonly asset: Asset }) {
  const { status, progress, reason, linkedTo } = asset;
  switch (status) {
    case "uploading":
      return (
        <Panel tone="transfer" title="The file is on its way">
          <p>Work begins by itself as soon as the last byte is here.</p>
        </Panel>
      );
    case "received":
      return (
        <Panel tone="plain" title="The original is here and waits for its turn">
          <p>This page shows the steps as they happen.</p>
        </Panel>
      );
    case "processing":
      return (
        <Panel
          tone="busy"
          title={progress ? stepTitle(progress.step) : "Starting"}
          figure={progress && `${Math.floor(progress.percent)}%`}
        >
          <ProgressLine label="Processing" percent={progress?.percent} />
        </Panel>
      );
    case "rejected":
      return (
        <Panel tone="rejected" title="This file was not accepted" code={reason?.code} urgent>
          <p>{reason?.message}</p>
          <p className="text-ink-faint">The original is kept in quarantine as it came. Nothing else is affected.</p>
        </Panel>
      );
    case "failed":
      return (
        <Panel tone="failed" title="This file could not be processed" code={reason?.code} urgent>
          <p>{reason?.message}</p>
          <p className="text-ink-faint">The original is as it was. The steps below show where it went wrong.</p>
        </Panel>
      );
    case "ready":
      return linkedTo ? <DuplicateOf assetId={linkedTo} /> : null;
  }
}

interface PanelProps {
  readonly tone: Tone;
  readonly title: string;
  readonly figure?: string | undefined;
  readonly code?: string | undefined;
  readonly urgent?: boolean;
  readonly children: ReactNode;
}

function Panel({ tone, title, figure, code, urgent = false, children }: PanelProps) {
  return (
    <div role={urgent ? "alert" : undefined} className="rounded-md bg-sunken p-5 sm:p-8">
      <div className={clsx("flex items-baseline justify-between gap-4 font-bold text-title", toneText[tone])}>
        <p>{title}</p>
        {figure && <p>{figure}</p>}
      </div>
      <div className="mt-3 space-y-2 text-lead [&>p]:max-w-prose">{children}</div>
      {code && <p className="mt-4 font-mono text-ink-faint text-small">{code}</p>}
    </div>
  );
}
