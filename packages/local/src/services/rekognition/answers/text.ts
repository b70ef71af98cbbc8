import type { DetectionFilter, DetectTextCommandOutput, TextDetection } from "@aws-sdk/client-rekognition";
import type { TextAnswer } from "../engines/protocol.ts";
import type { Line, Word } from "../engines/text-lines.ts";
import { geometry } from "./box.ts";

/** https://docs.aws.amazon.com/rekognition/latest/dg/limits.html */
const MOST_WORDS = 100;

/** What was read as DetectText tells it: lines, then their words, with ids in this order. */
export function textOf(
  { version, lines }: TextAnswer,
  filter: DetectionFilter = {},
): Pick<DetectTextCommandOutput, "TextDetections" | "TextModelVersion"> {
  const kept = limited(lines.map((line) => ({ ...line, words: line.words.filter(passes(filter)) })));
  const ofLines = kept.map(
    ({ words, box }, index): TextDetection => ({
      DetectedText: words.map(({ text }) => text).join(" "),
      Type: "LINE",
      Id: index,
      Confidence: (100 * words.reduce((sum, { confidence }) => sum + confidence, 0)) / words.length,
      Geometry: geometry(box),
    }),
  );
  const ofWords = kept
    .flatMap(({ words }, index) => words.map((word) => ({ ...word, line: index })))
    .map(
      ({ text, confidence, box, line }, index): TextDetection => ({
        DetectedText: text,
        Type: "WORD",
        Id: kept.length + index,
        ParentId: line,
        Confidence: 100 * confidence,
        Geometry: geometry(box),
      }),
    );
  return { TextDetections: [...ofLines, ...ofWords], TextModelVersion: version };
}

const passes =
  ({ MinConfidence = 0, MinBoundingBoxHeight = 0, MinBoundingBoxWidth = 0 }: DetectionFilter) =>
  ({ confidence, box }: Word): boolean =>
    100 * confidence >= MinConfidence && box.height >= MinBoundingBoxHeight && box.width >= MinBoundingBoxWidth;

function limited(lines: readonly Line[]): Line[] {
  let left = MOST_WORDS;
  return lines.flatMap((line) => {
    const words = line.words.slice(0, left);
    left -= words.length;
    return words.length > 0 ? { ...line, words } : [];
  });
}
