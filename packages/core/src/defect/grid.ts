import type { VideoTrack } from "../asset/technical.schema.ts";
import type { Grid } from "./measured.ts";

/** Side of a macroblock: of H.264, MPEG-2, MPEG-4, DV; HEVC, VP9 and AV1 cut their larger blocks at multiples of it. */
const BLOCK = 16;

/**
 * Where the borders of the original's coded blocks lie in a proxy of it. They are counted from the upper left corner of the
 * picture as it is stored, so after turning from another corner.
 */
export function gridOf(track: VideoTrack, proxy: { width: number; height: number }): { x: Grid; y: Grid } {
  const isOnItsSide = track.rotation === 90 || track.rotation === 270;
  const [across, down] = isOnItsSide ? [track.height, track.width] : [track.width, track.height];
  return {
    x: along(proxy.width / across, track.rotation === 90 || track.rotation === 180 ? across : 0),
    y: along(proxy.height / down, track.rotation === 180 || track.rotation === 270 ? down : 0),
  };
}

const along = (scale: number, from: number): Grid => ({ pitch: BLOCK * scale, offset: (from % BLOCK) * scale });
