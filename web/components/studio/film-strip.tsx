import { useQuery } from "@tanstack/react-query";
import { assetQueries } from "#web/lib/queries/asset.ts";
import { parseStoryboard, tileAtMs, tileStyle } from "#web/lib/storyboard.ts";

interface Props {
  readonly assetId: string;
  /** The part of the footage that is shown. */
  readonly fromMs: number;
  readonly untilMs: number;
  /** What is filled, in CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** Of one that is zoomed far in, so many reach beyond what is seen. */
const MOST_PICTURES = 60;

/** Pictures from the footage's storyboard, each from its place in a part of it, as many as fill the width. */
export function FilmStrip({ assetId, fromMs, untilMs, width, height }: Props) {
  const { data: storyboard } = useQuery({ ...assetQueries.storyboard(assetId), select: parseStoryboard, retry: false });
  const [first] = storyboard?.tiles ?? [];
  if (!storyboard || !first || width <= 0) return null;
  const each = (height * first.width) / first.height;
  const count = Math.min(Math.ceil(width / each), MOST_PICTURES);
  return (
    <div className="flex h-full">
      {Array.from({ length: count }, (_, index) => {
        const ms = fromMs + Math.min(((index + 0.5) * each) / width, 1) * (untilMs - fromMs);
        const tile = tileAtMs(storyboard, ms);
        // biome-ignore lint/suspicious/noArrayIndexKey: a picture is its place.
        return tile && <i key={index} className="h-full shrink-0" style={tileStyle(storyboard, tile)} />;
      })}
    </div>
  );
}
