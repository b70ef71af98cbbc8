import type { Asset } from "@videoflow/client/schema";
import Link from "next/link";
import { ProgressLine } from "#web/components/ui/progress-line.tsx";

/** How far the understanding is, where it has not ended well. */
export function UnderstandingState({ asset: { understanding, linkedTo, progress } }: { readonly asset: Asset }) {
  if (linkedTo || understanding?.status === "searchable") return null;
  if (understanding?.status === "failed") {
    return (
      <div role="alert" className="border-line border-b px-4 py-2">
        <p className="font-bold text-failed">This could not be understood to its end</p>
        <p className="text-ink-soft">{understanding.reason?.message}</p>
        <RunLink runId={understanding.runId} />
      </div>
    );
  }
  return (
    <div role="status" className="border-line border-b px-4 py-2 text-ink-soft">
      <p>
        {progress && <span className="float-right pl-4 font-bold text-ink">{Math.floor(progress.percent)}%</span>}
        {understanding ? "It is being heard and looked at." : "It will be heard and looked at in a moment."} What is
        found comes here by itself. {understanding && <RunLink runId={understanding.runId} />}
      </p>
      {understanding && <ProgressLine label="Understanding" percent={progress?.percent} className="mt-2" />}
    </div>
  );
}

const RunLink = ({ runId }: { readonly runId: string }) => (
  <Link href={`/runs/${runId}`} prefetch={false} className="underline underline-offset-2 hover:text-ink">
    Show its steps
  </Link>
);
