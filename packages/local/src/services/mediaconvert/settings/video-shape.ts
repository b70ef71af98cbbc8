import { number, object, oneOf, type Shape } from "./shape.ts";

const rate = number(1, 2_147_483_647);

/** H.264 and H.265 share these. Values that say "off" are accepted where AWS's console writes them into every job. */
const encoding: Readonly<Record<string, Shape>> = {
  RateControlMode: oneOf("QVBR", "CBR", "VBR"),
  QvbrSettings: object({}, { QvbrQualityLevel: number(1, 10), QvbrQualityLevelFineTune: number(0, 0.99) }),
  Bitrate: number(1000, 1_152_000_000),
  MaxBitrate: number(1000, 1_152_000_000),
  HrdBufferSize: number(0, 1_152_000_000),
  QualityTuningLevel: oneOf("SINGLE_PASS", "SINGLE_PASS_HQ"),
  FramerateControl: oneOf("INITIALIZE_FROM_SOURCE", "SPECIFIED"),
  FramerateNumerator: rate,
  FramerateDenominator: rate,
  FramerateConversionAlgorithm: oneOf("DUPLICATE_DROP"),
  ParControl: oneOf("INITIALIZE_FROM_SOURCE", "SPECIFIED"),
  ParNumerator: number(1, 1),
  ParDenominator: number(1, 1),
  GopSize: number(1, 1_000_000),
  GopSizeUnits: oneOf("FRAMES", "SECONDS"),
  InterlaceMode: oneOf("PROGRESSIVE"),
  SlowPal: oneOf("DISABLED"),
  Telecine: oneOf("NONE"),
};

const h264 = object({}, { ...encoding, CodecProfile: oneOf("BASELINE", "MAIN", "HIGH"), CodecLevel: oneOf("AUTO") });

const h265 = object({}, { ...encoding, CodecProfile: oneOf("MAIN_MAIN"), CodecLevel: oneOf("AUTO") });

const frameCapture = object(
  {},
  {
    FramerateNumerator: rate,
    FramerateDenominator: rate,
    MaxCaptures: number(1, 10_000_000),
    Quality: number(1, 100),
  },
);

const preprocessors = object(
  {},
  {
    Deinterlacer: object(
      {},
      {
        Algorithm: oneOf("INTERPOLATE"),
        Mode: oneOf("DEINTERLACE", "ADAPTIVE"),
        Control: oneOf("NORMAL", "FORCE_ALL_FRAMES"),
      },
    ),
    ColorCorrector: object({}, { ColorSpaceConversion: oneOf("NONE", "FORCE_709") }),
  },
);

export const videoDescription = object(
  {
    CodecSettings: object(
      { Codec: oneOf("H_264", "H_265", "FRAME_CAPTURE") },
      { H264Settings: h264, H265Settings: h265, FrameCaptureSettings: frameCapture },
    ),
  },
  {
    Width: number(32, 8192),
    Height: number(32, 8192),
    ScalingBehavior: oneOf("DEFAULT", "STRETCH_TO_OUTPUT", "FILL"),
    AntiAlias: oneOf("ENABLED"),
    TimecodeInsertion: oneOf("DISABLED"),
    ColorMetadata: oneOf("INSERT"),
    RespondToAfd: oneOf("NONE"),
    AfdSignaling: oneOf("NONE"),
    VideoPreprocessors: preprocessors,
  },
);
