import type { Derivative } from "@videoflow/client/schema";
import { formatChannels, formatClock, formatCodec, formatFrameRate, formatSize } from "./format.ts";

/** The derivative of one kind, if it was made. */
export function derivativeOf<Kind extends Derivative["kind"]>(derivatives: readonly Derivative[], kind: Kind) {
  return derivatives.find((derivative): derivative is Extract<Derivative, { kind: Kind }> => derivative.kind === kind);
}

/** What is to be known of a derivative, in a few words. */
export function factsOf(derivative: Derivative): string {
  switch (derivative.kind) {
    case "proxy": {
      const { width, height, frameRate, videoCodec, audioCodec, durationMs } = derivative;
      const codecs = [videoCodec, ...(audioCodec ? [audioCodec] : [])].map(formatCodec).join(" + ");
      return `${formatSize(width, height)}, ${formatFrameRate(frameRate)} fps, ${codecs}, ${formatClock(durationMs)}`;
    }
    case "audio": {
      const { codec, channels, sampleRate, durationMs } = derivative;
      return `${formatCodec(codec)}, ${formatChannels(channels)}, ${sampleRate / 1000} kHz, ${formatClock(durationMs)}`;
    }
    case "frames": {
      const { count, width, height, intervalMs } = derivative;
      return `${some(count, "picture")} of ${formatSize(width, height)}, one every ${intervalMs / 1000} s`;
    }
    case "storyboard":
      return some(derivative.sprites.length, "sprite");
    case "waveform":
      return `${some(derivative.points, "point")}, ${formatFrameRate(derivative.pointsPerSecond)} a second`;
    case "poster":
    case "thumbnail":
      return `${formatSize(derivative.width, derivative.height)}, from ${formatClock(derivative.atMs)}`;
    case "transcript":
      return `${some(derivative.words, "word")}, ${derivative.engine}, ${derivative.quotable ? "quotable" : "low confidence"}`;
    case "captions":
      return `${some(derivative.cues, "cue")}, ${derivative.language}`;
    case "shots":
    case "scenes":
    case "defects":
      return some(derivative.count, derivative.kind.slice(0, -1));
    case "samples":
      return `${derivative.count} of ${derivative.of} frames`;
    case "vision":
      return `${some(derivative.labels.length, "label")} in ${some(derivative.frames, "frame")}`;
    case "brief":
      return `${derivative.title}, by ${derivative.engine}`;
    case "embeddings":
      return `${some(derivative.count, "vector")} of ${derivative.dimensions}, ${derivative.model}`;
    case "segment":
      return `${some(derivative.terms, "term")} in ${some(derivative.scenes, "scene")}`;
  }
}

const some = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;
