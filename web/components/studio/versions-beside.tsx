import type { Change, Cut } from "@videoflow/client/schema";
import { msOf } from "@videoflow/core/cut/frame-rate";
import { clsx } from "clsx";
import { FORMATS, type FormatName } from "#web/lib/cut/draft.ts";
import { videoOf } from "#web/lib/cut/lanes.ts";
import { itemTitle, placedItems, type Spec } from "#web/lib/cut/spec.ts";
import { formatClock, formatElapsed } from "#web/lib/format.ts";
import { steadyUrl } from "#web/lib/signed-url.ts";

interface Props {
  readonly cut: Cut;
  readonly before: Spec;
  readonly after: Spec;
  readonly format: FormatName;
  readonly changes: readonly Change[];
}

/** Two versions side by side: what was rendered of each, and their items with those marked that differ. */
export function VersionsBeside({ cut, before, after, format, changes }: Props) {
  const changed = new Set(changes.map(({ item }) => item));
  return (
    <div className="grid grid-cols-2 gap-3">
      {[before, after].map((spec) => (
        <div key={spec.revision} className="min-w-0">
          <h4 className="mb-1 text-ink-soft">
            Version {spec.revision}, {formatElapsed(msOf(spec.frames, spec.frameRate))}
          </h4>
          <Rendered cut={cut} format={format} revision={spec.revision} />
          <ol>
            {placedItems(spec).map(({ item, startFrame }) => (
              <li
                key={item.id}
                className={clsx(
                  "truncate border-l-2 py-0.5 pl-1.5 text-small",
                  changed.has(item.id) ? "border-accent" : "border-transparent text-ink-soft",
                )}
                title={itemTitle(item)}
              >
                {changed.has(item.id) && <span className="sr-only">Changed: </span>}
                {formatClock(msOf(startFrame, spec.frameRate))} {itemTitle(item)}
              </li>
            ))}
          </ol>
        </div>
      ))}
    </div>
  );
}

function Rendered({
  cut,
  format,
  revision,
}: {
  readonly cut: Cut;
  readonly format: FormatName;
  readonly revision: number;
}) {
  const video = videoOf(cut, format, revision);
  if (!video) return <p className="mb-2 text-ink-faint text-small">It was not rendered, or is not kept any more.</p>;
  return (
    // biome-ignore lint/a11y/useMediaCaption: captions of a cut are in its picture, or a file beside it.
    <video
      controls
      preload="metadata"
      src={steadyUrl(video.url)}
      aria-label={`Version ${revision}, ${FORMATS[format].title.toLowerCase()}`}
      className="mb-2 max-h-48 w-full rounded-sm bg-stage"
    />
  );
}
