import type { Inspected } from "../../asset/asset.ts";
import { audioTrack, technical, videoTrack } from "../../derivative/testing.ts";
import type { CardItem, ClipItem, VariantSpec } from "../variant-spec.schema.ts";

const evidence = [{ brief: "A test" }];

/** For tests: four seconds of an asset, from its second second on, at 25 frames a second. */
export const clip = (id: string, assetId: string, changes: Partial<ClipItem> = {}): ClipItem => ({
  ...{ kind: "clip", id, assetId, inFrame: 25, frames: 100, fadeIn: null, framing: {}, why: "A test", evidence },
  sound: { on: true, gainDb: 0, leadFrames: 0, tailFrames: 0 },
  ...changes,
});

export const card = (id: string, changes: Partial<CardItem> = {}): CardItem => ({
  ...{
    kind: "card",
    id,
    frames: 50,
    fadeIn: null,
    heading: "Chapter",
    figure: null,
    detail: null,
    why: "A test",
    evidence,
  },
  ...changes,
});

/** For tests: a cut of these items at 25 frames a second, in small. */
export const specOf = (items: VariantSpec["items"], changes: Partial<VariantSpec> = {}): VariantSpec => ({
  ...{ version: 1, cutId: "cut_01JZX3V6Q5R8T9W2Y4A6C8E0G1", revision: 1, useCase: "news", title: "A test", items },
  ...{
    frameRate: "25/1",
    frames: items.reduce((sum, { frames }) => sum + frames, 0),
    titles: [],
    captions: [],
    music: null,
  },
  loudness: { integratedLufs: -14, truePeakDbtp: -1 },
  brand: {
    ...{ primary: "#e5484d", text: "#ffffff", background: "#30324a", font: "sans", lowerThirds: true, logoUri: null },
  },
  variants: [
    { name: "landscape", width: 320, height: 180, captions: "burned", hls: false },
    { name: "square", width: 180, height: 180, captions: "sidecar", hls: false },
    { name: "vertical", width: 180, height: 320, captions: "none", hls: false },
  ],
  engine: "rules 1",
  ...changes,
});

/** For tests: half a minute of HD that was inspected. */
export const inspected = (assetId: string, fingerprint = "f".repeat(64)): Inspected => ({
  ...{
    workspaceId: "wsp_01JZX3V6Q5R8T9W2Y4A6C8E0G1",
    assetId,
    name: "a.mp4",
    status: "ready",
    key: `uploads/x/${assetId}/a.mp4`,
  },
  ...{ bytes: 1, fingerprint, createdAt: "2026-01-01T00:00:00.000Z", updatedAt: "2026-01-01T00:00:00.000Z" },
  technical: technical({
    durationMs: 30_000,
    video: videoTrack({ endMs: 30_000 }),
    audio: audioTrack({ endMs: 30_000 }),
  }),
});
