import { frameAt, timeOfFrame } from "./timecode.ts";

const STEP_S = 5;
const LEAP_S = 10;

/** What the keys do, as players and editors have it. */
const keys: Readonly<Record<string, (video: HTMLVideoElement, frameRate?: number) => void>> = {
  " ": togglePlay,
  k: togglePlay,
  j: (video) => seekBy(video, -LEAP_S),
  l: (video) => seekBy(video, LEAP_S),
  ArrowLeft: (video) => seekBy(video, -STEP_S),
  ArrowRight: (video) => seekBy(video, STEP_S),
  Home: (video) => seekTo(video, 0),
  End: (video) => seekTo(video, Number.POSITIVE_INFINITY),
  m: (video) => {
    video.muted = !video.muted;
  },
  c: toggleCaptions,
  ",": (video, frameRate) => stepFrames(video, -1, frameRate),
  ".": (video, frameRate) => stepFrames(video, 1, frameRate),
};

/** Does what a key stands for. False when it stands for nothing here. Without a frame rate there are no frames to step. */
export function pressKey(key: string, video: HTMLVideoElement, frameRate?: number): boolean {
  const act = keys[key];
  act?.(video, frameRate);
  return act !== undefined;
}

/** Stops and goes some frames on, or back. */
export function stepFrames(video: HTMLVideoElement, frames: number, frameRate: number | undefined): void {
  if (frameRate === undefined) return;
  video.pause();
  seekTo(video, timeOfFrame(frameAt(video.currentTime, frameRate) + frames, frameRate));
}

/** Goes there as soon as it is known how long the video is. */
function seekTo(video: HTMLVideoElement, seconds: number): void {
  if (Number.isFinite(video.duration)) video.currentTime = Math.min(Math.max(seconds, 0), video.duration);
  else video.addEventListener("loadedmetadata", () => seekTo(video, seconds), { once: true });
}

/** Goes to a place in milliseconds: to the picture that begins there, where a rounded time could be a hair before it. */
export function seekToMs(video: HTMLVideoElement, ms: number): void {
  seekTo(video, (ms + 1) / 1000);
}

function seekBy(video: HTMLVideoElement, seconds: number) {
  seekTo(video, video.currentTime + seconds);
}

function toggleCaptions(video: HTMLVideoElement) {
  const track = [...video.textTracks].find(({ kind }) => kind === "captions");
  if (track) track.mode = track.mode === "showing" ? "disabled" : "showing";
}

function togglePlay(video: HTMLVideoElement) {
  if (video.paused) void video.play();
  else video.pause();
}
