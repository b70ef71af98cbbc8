import type { H264Settings, H265Settings, JobSettings, Output } from "@aws-sdk/client-mediaconvert";
import { badRequest } from "../errors.ts";
import { audioDescription, audioSelector } from "./audio-shape.ts";
import { list, matching, number, object, oneOf, record, text } from "./shape.ts";
import { videoDescription } from "./video-shape.ts";

const s3Uri = matching(/^s3:\/\/[^/]+\/.+$/, "s3://bucket/key");
const timecode = matching(/^\d{2}:[0-5]\d:[0-5]\d[:;]\d{2}$/, "a timecode HH:MM:SS:FF");

const input = object(
  { FileInput: s3Uri },
  {
    AudioSelectors: record(audioSelector),
    VideoSelector: object(
      {},
      { Rotate: oneOf("AUTO", "DEGREE_0"), ColorSpace: oneOf("FOLLOW"), AlphaBehavior: oneOf("DISCARD") },
    ),
    TimecodeSource: oneOf("ZEROBASED", "EMBEDDED"),
    InputClippings: list(object({}, { StartTimecode: timecode, EndTimecode: timecode }), 0, 1),
    FilterEnable: oneOf("AUTO", "DISABLE"),
    PsiControl: oneOf("USE_PSI", "IGNORE_PSI"),
    FilterStrength: number(0, 0),
    DeblockFilter: oneOf("DISABLED"),
    DenoiseFilter: oneOf("DISABLED"),
    InputScanType: oneOf("AUTO"),
  },
);

const output = object(
  {
    ContainerSettings: object(
      { Container: oneOf("MP4", "RAW") },
      {
        Mp4Settings: object(
          {},
          {
            MoovPlacement: oneOf("PROGRESSIVE_DOWNLOAD", "NORMAL"),
            CslgAtom: oneOf("INCLUDE", "EXCLUDE"),
            FreeSpaceBox: oneOf("EXCLUDE"),
          },
        ),
      },
    ),
  },
  {
    NameModifier: text,
    Extension: matching(/^[A-Za-z0-9]+$/, "letters and digits"),
    VideoDescription: videoDescription,
    AudioDescriptions: list(audioDescription, 1, 20),
  },
);

const outputGroup = object(
  {
    OutputGroupSettings: object(
      { Type: oneOf("FILE_GROUP_SETTINGS") },
      { FileGroupSettings: object({ Destination: matching(/^s3:\/\/[^/]+(\/.*)?$/, "s3://bucket/prefix") }) },
    ),
    Outputs: list(output, 1, 50),
  },
  { Name: text, CustomName: text },
);

const settings = object(
  { Inputs: list(input, 1, 1), OutputGroups: list(outputGroup, 1, 50) },
  { TimecodeConfig: object({}, { Source: oneOf("ZEROBASED", "EMBEDDED") }), AdAvailOffset: number(0, 0) },
);

/** Throws BadRequestException when the settings cannot be carried out here, to the letter. */
export function checkSettings(value: JobSettings | undefined): void {
  settings(value ?? {}, "");
  const [firstInput = {}] = value?.Inputs ?? [];
  const outputs = (value?.OutputGroups ?? []).flatMap((group) => group.Outputs ?? []);
  for (const entry of outputs) checkOutput(entry, Object.keys(firstInput.AudioSelectors ?? {}));
  if (firstInput.InputClippings?.length && firstInput.TimecodeSource !== "ZEROBASED") {
    throw badRequest("/inputs/0/inputClippings: are counted from zero here: set timecodeSource to ZEROBASED");
  }
  // As on AWS: https://docs.aws.amazon.com/mediaconvert/latest/ug/file-group-with-frame-capture-output.html
  if (outputs.every((entry) => entry.VideoDescription?.CodecSettings?.Codec === "FRAME_CAPTURE")) {
    throw badRequest("/outputGroups: a job cannot consist of frame captures only: add an output with video or audio");
  }
}

/** What no single setting shows: whether those of one output go together. */
function checkOutput({ AudioDescriptions, VideoDescription, ContainerSettings }: Output, selectors: string[]): void {
  if (!AudioDescriptions && !VideoDescription) throw badRequest("/outputs: an output needs video or audio");
  for (const { AudioSourceName } of AudioDescriptions ?? []) {
    if (AudioSourceName && !selectors.includes(AudioSourceName)) {
      throw badRequest(`/outputs: audioSourceName ${AudioSourceName} is none of the input's audioSelectors`);
    }
  }
  const container = ContainerSettings?.Container;
  const codec = VideoDescription?.CodecSettings?.Codec ?? AudioDescriptions?.[0]?.CodecSettings?.Codec;
  const belongsInRaw = codec === "FRAME_CAPTURE" || codec === "WAV";
  if ((container === "RAW") !== belongsInRaw)
    throw badRequest(`/outputs: ${codec} does not go into container ${container}`);
  const { H264Settings, H265Settings } = VideoDescription?.CodecSettings ?? {};
  const encoding = H264Settings ?? H265Settings;
  if (codec === "H_264" || codec === "H_265") checkEncoding(encoding ?? {});
}

function checkEncoding(encoding: H264Settings | H265Settings): void {
  const {
    RateControlMode = "VBR",
    Bitrate,
    MaxBitrate,
    FramerateControl,
    FramerateNumerator,
    FramerateDenominator,
  } = encoding;
  const needed = RateControlMode === "QVBR" ? "maxBitrate" : "bitrate";
  if (!(RateControlMode === "QVBR" ? MaxBitrate : Bitrate)) {
    throw badRequest(`/outputs: ${needed} is required with rateControlMode ${RateControlMode}`);
  }
  if (FramerateControl === "SPECIFIED" && !(FramerateNumerator && FramerateDenominator)) {
    throw badRequest(
      "/outputs: framerateNumerator and framerateDenominator are required with framerateControl SPECIFIED",
    );
  }
}
