import type { Scene } from "@videoflow/core/scene/scene.schema";
import { clsx } from "clsx";
import { ScanSearch, TriangleAlert, Users } from "lucide-react";
import Link from "next/link";
import { CardFrame } from "#web/components/library/card-frame.tsx";
import { SoundLines } from "#web/components/library/sound-lines.tsx";
import { defectName } from "#web/lib/defect.ts";
import { formatClock } from "#web/lib/format.ts";
import { parseAsLikeMoment } from "#web/lib/search/params.ts";
import { type Storyboard, tileAtMs, tileStyle } from "#web/lib/storyboard.ts";
import { useSeek } from "#web/lib/use-seek.ts";

interface Props {
  readonly scene: Scene;
  /** Of the asset whose scenes are searched. */
  readonly assetId: string;
  /** When the picture is that stands for it; null without a picture. */
  readonly posterMs: number | null;
  readonly storyboard: Storyboard | undefined;
  readonly current: boolean;
  readonly video: HTMLVideoElement | null;
}

export function SceneRow({ scene, assetId, posterMs, storyboard, current, video }: Props) {
  const seek = useSeek(video);
  const { index, startMs, endMs, description, people, defects } = scene;
  const tile = storyboard && posterMs !== null && tileAtMs(storyboard, posterMs);
  const span = `${formatClock(startMs)}–${formatClock(endMs)}`;
  return (
    <div
      className={clsx(
        "relative grid grid-cols-[6.5rem_minmax(0,1fr)] gap-3 border-line border-b px-4 py-2.5 hover:bg-hover",
        current && "bg-hover shadow-[inset_3px_0_0_0_var(--accent)]",
      )}
    >
      <CardFrame picture={posterMs !== null}>
        {tile && <div className="mx-auto h-full max-w-full" style={tileStyle(storyboard, tile)} />}
        {posterMs === null && <SoundLines className="size-5" />}
      </CardFrame>
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2">
          {/* The button's field is the whole scene. */}
          <button
            type="button"
            aria-label={`Scene ${index + 1}, ${span}`}
            onClick={() => seek(startMs)}
            className="field-link font-bold"
          >
            {span}
          </button>
          {people > 0 && (
            <span className="inline-flex items-center gap-1 text-ink-faint text-small" title="Most people in a picture">
              <Users aria-hidden className="size-3.5" />
              <span className="sr-only">People: </span>
              {people}
            </span>
          )}
          {defects.length > 0 && (
            <span className="inline-flex items-center gap-1 text-rejected text-small">
              <TriangleAlert aria-hidden className="size-3.5" />
              {defects.map(defectName).join(", ")}
            </span>
          )}
        </p>
        <p className="mt-0.5 line-clamp-3 break-words text-ink-soft">{description}</p>
        <Link
          href={`/?like=${parseAsLikeMoment.serialize({ assetId, scene: index })}`}
          prefetch={false}
          aria-label={`More like this: scene ${index + 1}`}
          className="relative -ml-1.5 inline-flex h-6 items-center gap-1 rounded-sm px-1.5 text-ink-soft text-small hover:bg-hover hover:text-ink"
        >
          <ScanSearch aria-hidden className="size-3.5" />
          More like this
        </Link>
      </div>
    </div>
  );
}
