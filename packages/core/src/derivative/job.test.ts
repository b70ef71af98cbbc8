import { describe, expect, it } from "vitest";
import type { Technical } from "../asset/technical.schema.ts";
import { derivativesJob } from "./job.ts";
import { audioTrack, technical, videoTrack } from "./testing.ts";

const order = (source: Technical) =>
  derivativesJob({
    input: "s3://input/uploads/wsp_1/film.mov",
    destination: "s3://media/wsp_1/ast_1/",
    technical: source,
    role: "arn:aws:iam::000000000000:role/Transcoder",
    queue: "arn:aws:mediaconvert:us-east-1:000000000000:queues/Films",
    metadata: { runId: "run_1" },
    token: "once",
  });

const outputsOf = (source: Technical) =>
  order(source).Settings?.OutputGroups?.map((group) => ({
    destination: group.OutputGroupSettings?.FileGroupSettings?.Destination,
    ...group.Outputs?.[0],
  }));

it("orders proxy, audio and frames in one job", () => {
  expect(outputsOf(technical())).toMatchObject([
    {
      destination: "s3://media/wsp_1/ast_1/proxy",
      Extension: "mp4",
      ContainerSettings: { Container: "MP4", Mp4Settings: { MoovPlacement: "PROGRESSIVE_DOWNLOAD" } },
      VideoDescription: { Width: 960, Height: 540, CodecSettings: { Codec: "H_264" } },
      AudioDescriptions: [{ CodecSettings: { AacSettings: { CodingMode: "CODING_MODE_2_0", SampleRate: 48_000 } } }],
    },
    {
      destination: "s3://media/wsp_1/ast_1/audio",
      Extension: "m4a",
      AudioDescriptions: [
        {
          AudioNormalizationSettings: { TargetLkfs: -16 },
          CodecSettings: { AacSettings: { CodingMode: "CODING_MODE_1_0", SampleRate: 16_000 } },
        },
      ],
    },
    {
      destination: "s3://media/wsp_1/ast_1/frames/frame",
      Extension: "jpg",
      VideoDescription: {
        Width: 960,
        Height: 540,
        CodecSettings: { FrameCaptureSettings: { FramerateNumerator: 1, FramerateDenominator: 2 } },
      },
    },
  ]);
});

it.each([
  [1, [{ InputChannels: [0] }, { InputChannels: [0] }]],
  [2, undefined],
])("puts sound of %i channel(s) on both sides as loud as it is", (channels, expected) => {
  const [proxy] = outputsOf(technical({ audio: audioTrack({ channels }) })) ?? [];
  expect(proxy?.AudioDescriptions?.[0]?.RemixSettings?.ChannelMapping?.OutputChannels).toEqual(expected);
});

it("says who ordered it and can be repeated", () => {
  expect(order(technical())).toMatchObject({
    ClientRequestToken: "once",
    UserMetadata: { runId: "run_1" },
    Role: "arn:aws:iam::000000000000:role/Transcoder",
  });
  expect(order(technical())).toEqual(order(technical()));
});

describe("what is not in the source is not ordered", () => {
  it.each([
    ["no sound", technical({ audio: null }), ["proxy", "frames/frame"]],
    ["no picture", technical({ video: null }), ["audio"]],
  ])("%s", (_name, source, names) => {
    const destinations = outputsOf(source)?.map(({ destination }) => destination);
    expect(destinations).toEqual(names.map((name) => `s3://media/wsp_1/ast_1/${name}`));
  });
});

it("hears the chosen track", () => {
  const { Settings } = order(technical({ audio: audioTrack({ track: 3 }) }));
  expect(Settings?.Inputs?.[0]?.AudioSelectors).toEqual({ "Audio Selector 1": { SelectorType: "TRACK", Tracks: [3] } });
});

it.each([
  ["interlaced", videoTrack({ interlaced: true }), { Deinterlacer: { Mode: "DEINTERLACE" } }],
  ["HDR", videoTrack({ hdr: "pq" }), { ColorCorrector: { ColorSpaceConversion: "FORCE_709" } }],
])("prepares %s pictures, for the proxy and for the frames", (_name, video, preprocessors) => {
  const [proxy, , frames] = outputsOf(technical({ video })) ?? [];
  expect(proxy?.VideoDescription?.VideoPreprocessors).toMatchObject(preprocessors);
  expect(frames?.VideoDescription?.VideoPreprocessors).toMatchObject(preprocessors);
});

it("leaves pictures alone that need no preparation", () => {
  expect(outputsOf(technical())?.[0]?.VideoDescription).not.toHaveProperty("VideoPreprocessors");
});
