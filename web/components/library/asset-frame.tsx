import type { AssetSummary } from "@videoflow/client/schema";
import { ProgressLine } from "#web/components/ui/progress-line.tsx";
import { stepTitle } from "#web/lib/step.ts";
import { cardTitle, isMoving } from "#web/lib/upload/card-title.ts";
import { type UploadItem, useUploadOf } from "#web/lib/upload/store.ts";
import { describeTransfer, summarise } from "#web/lib/upload/summary.ts";
import { CardFrame, CardMessage } from "./card-frame.tsx";
import { ReadyFrame } from "./ready-frame.tsx";

interface Props {
  readonly asset: AssetSummary;
  /** Whether its picture is asked for at once, and not when it comes near the window. */
  readonly eager?: boolean;
}

/** What a card shows in its field, by the asset's state. */
export function AssetFrame({ asset, eager = false }: Props) {
  const { status, progress, reason, name } = asset;
  if (status === "ready") return <ReadyFrame asset={asset} eager={eager} />;
  if (status === "uploading") return <Uploading asset={asset} />;
  if (status === "received") {
    return (
      <CardFrame>
        <CardMessage title={<span className="text-ink-soft">In the queue</span>} />
      </CardFrame>
    );
  }
  if (status === "processing") {
    return (
      <CardFrame>
        <CardMessage
          title={
            <>
              <span className="truncate">{progress ? stepTitle(progress.step) : "Starting"}</span>
              {progress && <span className="text-title">{Math.floor(progress.percent)}%</span>}
            </>
          }
        />
        <ProgressLine
          label={`Processing ${name}`}
          percent={progress?.percent}
          className="absolute inset-x-0 bottom-0"
        />
      </CardFrame>
    );
  }
  return (
    <CardFrame>
      <CardMessage
        title={
          <strong className={status === "rejected" ? "text-rejected" : "text-failed"}>
            {status === "rejected" ? "Not accepted" : "Could not be processed"}
          </strong>
        }
        detail={reason?.message}
      />
    </CardFrame>
  );
}

/** From this very page, it may be: then how far it is is known. */
function Uploading({ asset: { assetId, name } }: { readonly asset: AssetSummary }) {
  return <UploadingFrame upload={useUploadOf(assetId)} name={name} />;
}

export function UploadingFrame({ upload, name }: { readonly upload: UploadItem | undefined; readonly name: string }) {
  const summary = upload && summarise([upload]);
  const moving = upload && isMoving(upload) ? summary : undefined;
  return (
    <CardFrame>
      <CardMessage
        title={
          <>
            <span>{cardTitle(upload)}</span>
            {moving && <span className="text-title">{Math.floor(moving.percent)}%</span>}
          </>
        }
        detail={moving && describeTransfer(moving)}
      />
      <ProgressLine label={`Uploading ${name}`} percent={summary?.percent} className="absolute inset-x-0 bottom-0" />
    </CardFrame>
  );
}
