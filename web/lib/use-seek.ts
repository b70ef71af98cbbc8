import { useQueryState } from "nuqs";
import { placeParams } from "./clip.ts";
import { seekToMs } from "./player-keys.ts";

/**
 * Leads the player of the page to a place, in milliseconds. Until the player is there, the place is put into the address, at which
 * the player begins (`usePlaceInAddress`).
 */
export function useSeek(video: HTMLVideoElement | null): (ms: number) => void {
  const [, setT] = useQueryState("t", placeParams.t);
  return (ms) => {
    if (video) seekToMs(video, ms);
    else void setT(ms);
  };
}
