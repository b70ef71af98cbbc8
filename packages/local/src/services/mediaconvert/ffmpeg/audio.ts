import type { AudioDescription } from "@aws-sdk/client-mediaconvert";

const LAYOUTS = { CODING_MODE_1_0: "mono", CODING_MODE_2_0: "stereo", CODING_MODE_5_1: "5.1" } as const;
const CHANNELS = ["", "mono", "stereo", "2.1", "quad", "5.0", "5.1", "6.1", "7.1"];

/**
 * Filters of one audio track. Gaps in the source's time stamps and a late beginning become silence, so that all outputs
 * of a job run on the same clock. Mixing down comes before loudness, whose filter works at 192 kHz a channel.
 */
export function audioFilters(description: AudioDescription): string[] {
  const { CodecSettings, AudioNormalizationSettings, RemixSettings } = description;
  const { AacSettings, WavSettings } = CodecSettings ?? {};
  const layout = WavSettings?.Channels ? CHANNELS[WavSettings.Channels] : LAYOUTS[aacMode(AacSettings?.CodingMode)];
  const sampleRate = AacSettings?.SampleRate ?? WavSettings?.SampleRate ?? 48_000;
  return [
    "aresample=async=1:first_pts=0",
    ...remix(RemixSettings),
    `aformat=channel_layouts=${layout}`,
    ...loudness(AudioNormalizationSettings),
    `aresample=${sampleRate}`,
  ];
}

const aacMode = (mode: string | undefined): keyof typeof LAYOUTS =>
  mode !== undefined && mode in LAYOUTS ? (mode as keyof typeof LAYOUTS) : "CODING_MODE_2_0";

const MUTE_DB = -60;

/** Channels as they are mapped; without a mapping a single one is spread over two 3 dB lower, and others keep their places. */
function remix(settings: AudioDescription["RemixSettings"]): string[] {
  if (!settings) return [];
  const outputs = (settings.ChannelMapping?.OutputChannels ?? []).map(({ InputChannels = [] }, output) => {
    const heard = InputChannels.map((gain, input) => ({ gain, input })).filter(({ gain }) => gain > MUTE_DB);
    return `c${output}=${heard.map(({ gain, input }) => `${10 ** (gain / 20)}*c${input}`).join("+") || "0*c0"}`;
  });
  return [`pan=${[CHANNELS[outputs.length], ...outputs].join("|")}`];
}

/** ITU-R BS.1770 in one pass: measured and corrected while it runs. */
function loudness(settings: AudioDescription["AudioNormalizationSettings"]): string[] {
  if (!settings) return [];
  return [`loudnorm=I=${settings.TargetLkfs}:TP=${settings.TruePeakLimiterThreshold ?? -1.5}:LRA=11`];
}
