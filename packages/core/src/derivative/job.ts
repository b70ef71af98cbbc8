import type {
  AudioDescription,
  AudioSelector,
  ContainerType,
  CreateJobCommandInput,
  Output,
  OutputGroup,
  VideoDescription,
  VideoPreprocessor,
  VideoSelector,
} from "@aws-sdk/client-mediaconvert";
import type { Technical, VideoTrack } from "../asset/technical.schema.ts";
import { FRAME_INTERVAL_MS, type Plan, planOf } from "./plan.ts";

export interface DerivativesJob {
  /** The original, `s3://bucket/key`. */
  readonly input: string;
  /** Where the derivatives go, `s3://bucket/prefix/`, with the slash at its end. */
  readonly destination: string;
  readonly technical: Technical;
  /** ARN of the role that may read the input and write to the destination. */
  readonly role: string;
  /** ARN of the queue. */
  readonly queue: string;
  /** Comes back in every state-change event; keys and values are strings. */
  readonly metadata: Readonly<Record<string, string>>;
  /** The same token again returns the same job: a retried step never pays twice. */
  readonly token: string;
}

/** Names of the outputs under the destination, as the job's settings below make MediaConvert name them. */
export const PROXY_NAME = "proxy.mp4";
export const AUDIO_NAME = "audio.m4a";
/** `frames/frame.0000000.jpg`, `frames/frame.0000001.jpg` ... */
export const FRAMES_FOLDER = "frames/";
export const FRAME_NAME = "frame";
export const FIRST_FRAME = `${FRAMES_FOLDER}${FRAME_NAME}.0000000.jpg`;

const AUDIO_SELECTOR = "Audio Selector 1";
/** LUFS, for speech: loud enough for a phone, and recognition does not care. ITU-R BS.1770-4. */
const LOUDNESS = -16;

/**
 * The one MediaConvert job that makes all derivatives with one decode: proxy and frames when there is a picture, clean
 * audio when there is sound. What it makes is `planOf(technical)`.
 */
export function derivativesJob(job: DerivativesJob): CreateJobCommandInput {
  const { technical, destination } = job;
  const plan = planOf(technical);
  const outputGroups = [
    plan.proxy && group("Proxy", `${destination}proxy`, proxyOutput(plan.proxy, technical)),
    plan.audio && group("Audio", `${destination}audio`, audioOutput(plan.audio)),
    plan.frames && group("Frames", `${destination}${FRAMES_FOLDER}${FRAME_NAME}`, framesOutput(plan.frames, technical)),
  ];
  return {
    Role: job.role,
    Queue: job.queue,
    ClientRequestToken: job.token,
    UserMetadata: job.metadata,
    StatusUpdateInterval: "SECONDS_10",
    Settings: {
      TimecodeConfig: { Source: "ZEROBASED" },
      Inputs: [
        {
          FileInput: job.input,
          TimecodeSource: "ZEROBASED",
          ...(technical.video && { VideoSelector: videoSelector }),
          ...(technical.audio && { AudioSelectors: { [AUDIO_SELECTOR]: audioSelector(technical.audio.track) } }),
        },
      ],
      OutputGroups: outputGroups.filter((outputGroup) => outputGroup !== null),
    },
  };
}

const videoSelector: VideoSelector = { Rotate: "AUTO" };

const audioSelector = (track: number): AudioSelector => ({ SelectorType: "TRACK", Tracks: [track] });

const group = (name: string, destination: string, output: Output): OutputGroup => ({
  Name: name,
  OutputGroupSettings: { Type: "FILE_GROUP_SETTINGS", FileGroupSettings: { Destination: destination } },
  Outputs: [output],
});

const container = (type: ContainerType, extension: string): Output => ({
  Extension: extension,
  ContainerSettings: {
    Container: type,
    ...(type === "MP4" && { Mp4Settings: { MoovPlacement: "PROGRESSIVE_DOWNLOAD" } }),
  },
});

function proxyOutput(plan: NonNullable<Plan["proxy"]>, { video, audio }: Technical): Output {
  const { numerator, denominator } = plan.frameRate;
  return {
    ...container("MP4", "mp4"),
    VideoDescription: {
      ...picture(plan, video),
      CodecSettings: {
        Codec: "H_264",
        H264Settings: {
          RateControlMode: "QVBR",
          QvbrSettings: { QvbrQualityLevel: 6 },
          MaxBitrate: 4_000_000,
          QualityTuningLevel: "SINGLE_PASS",
          CodecProfile: "HIGH",
          FramerateControl: "SPECIFIED",
          FramerateNumerator: numerator,
          FramerateDenominator: denominator,
          FramerateConversionAlgorithm: "DUPLICATE_DROP",
          ParControl: "SPECIFIED",
          ParNumerator: 1,
          ParDenominator: 1,
          InterlaceMode: "PROGRESSIVE",
          // An editor jumps to a key picture at most two seconds away.
          GopSize: 2,
          GopSizeUnits: "SECONDS",
        },
      },
    },
    ...(audio && {
      AudioDescriptions: [
        {
          ...aac({ bitrate: 128_000, sampleRate: 48_000, isMono: false }),
          ...(audio.channels === 1 && { RemixSettings: onBothSides }),
        },
      ],
    }),
  };
}

/** One channel as loud on both sides as it is: full scale stays full scale, for whoever looks for sound that was cut off. */
const onBothSides: AudioDescription["RemixSettings"] = {
  ChannelMapping: { OutputChannels: [{ InputChannels: [0] }, { InputChannels: [0] }] },
  ChannelsIn: 1,
  ChannelsOut: 2,
};

function framesOutput(plan: NonNullable<Plan["frames"]>, { video }: Technical): Output {
  return {
    ...container("RAW", "jpg"),
    VideoDescription: {
      ...picture(plan, video),
      CodecSettings: {
        Codec: "FRAME_CAPTURE",
        FrameCaptureSettings: {
          FramerateNumerator: 1,
          FramerateDenominator: FRAME_INTERVAL_MS / 1000,
          MaxCaptures: 10_000_000,
          Quality: 80,
        },
      },
    },
  };
}

function audioOutput({ sampleRate }: NonNullable<Plan["audio"]>): Output {
  const description = aac({ bitrate: 64_000, sampleRate, isMono: true });
  const loudness: AudioDescription["AudioNormalizationSettings"] = {
    Algorithm: "ITU_BS_1770_4",
    AlgorithmControl: "CORRECT_AUDIO",
    PeakCalculation: "TRUE_PEAK",
    TargetLkfs: LOUDNESS,
  };
  return {
    ...container("MP4", "m4a"),
    AudioDescriptions: [{ ...description, AudioNormalizationSettings: loudness }],
  };
}

/** Both sizes are given and fit the shape of the upright picture, so nothing is cut off, padded or distorted. */
function picture({ width, height }: { width: number; height: number }, video: VideoTrack | null): VideoDescription {
  const preprocessors: VideoPreprocessor = {
    ...(video?.interlaced && { Deinterlacer: { Algorithm: "INTERPOLATE", Mode: "DEINTERLACE", Control: "NORMAL" } }),
    ...(video && video.hdr !== "none" && { ColorCorrector: { ColorSpaceConversion: "FORCE_709" } }),
  };
  return {
    Width: width,
    Height: height,
    ScalingBehavior: "STRETCH_TO_OUTPUT",
    ...(Object.keys(preprocessors).length > 0 && { VideoPreprocessors: preprocessors }),
  };
}

const aac = (sound: { bitrate: number; sampleRate: number; isMono: boolean }): AudioDescription => ({
  AudioSourceName: AUDIO_SELECTOR,
  CodecSettings: {
    Codec: "AAC",
    AacSettings: {
      Bitrate: sound.bitrate,
      SampleRate: sound.sampleRate,
      CodingMode: sound.isMono ? "CODING_MODE_1_0" : "CODING_MODE_2_0",
      CodecProfile: "LC",
      RateControlMode: "CBR",
    },
  },
});
