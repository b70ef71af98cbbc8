import { list, number, object, oneOf, text } from "./shape.ts";

const aac = object(
  {},
  {
    Bitrate: number(6000, 1_024_000),
    SampleRate: number(8000, 96_000),
    CodingMode: oneOf("CODING_MODE_1_0", "CODING_MODE_2_0", "CODING_MODE_5_1"),
    CodecProfile: oneOf("LC"),
    RateControlMode: oneOf("CBR"),
    RawFormat: oneOf("NONE"),
    Specification: oneOf("MPEG4"),
    AudioDescriptionBroadcasterMix: oneOf("NORMAL"),
  },
);

const wav = object(
  {},
  { BitDepth: number(16, 16), Channels: number(1, 8), SampleRate: number(8000, 192_000), Format: oneOf("RIFF") },
);

const normalisation = object(
  { TargetLkfs: number(-59, 0) },
  {
    Algorithm: oneOf("ITU_BS_1770_1", "ITU_BS_1770_2", "ITU_BS_1770_3", "ITU_BS_1770_4"),
    AlgorithmControl: oneOf("CORRECT_AUDIO"),
    PeakCalculation: oneOf("NONE", "TRUE_PEAK"),
    TruePeakLimiterThreshold: number(-8, 0),
    LoudnessLogging: oneOf("DONT_LOG"),
  },
);

/** How loud each channel of the input is in each of the output's: decibels, -60 for not at all. */
const remix = object({
  ChannelMapping: object({ OutputChannels: list(object({ InputChannels: list(number(-60, 6), 1, 8) }), 1, 8) }),
  ChannelsIn: number(1, 8),
  ChannelsOut: number(1, 8),
});

export const audioDescription = object(
  { CodecSettings: object({ Codec: oneOf("AAC", "WAV") }, { AacSettings: aac, WavSettings: wav }) },
  {
    AudioSourceName: text,
    AudioNormalizationSettings: normalisation,
    RemixSettings: remix,
    AudioTypeControl: oneOf("FOLLOW_INPUT"),
    LanguageCodeControl: oneOf("FOLLOW_INPUT"),
  },
);

export const audioSelector = object(
  {},
  {
    DefaultSelection: oneOf("DEFAULT", "NOT_DEFAULT"),
    SelectorType: oneOf("TRACK"),
    Tracks: list(number(1, 2_147_483_647), 1, 1),
    Offset: number(0, 0),
    ProgramSelection: number(0, 1),
  },
);
