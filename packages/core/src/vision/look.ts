import {
  type BoundingBox,
  DetectFacesCommand,
  DetectLabelsCommand,
  DetectTextCommand,
  type Image,
  RekognitionClient,
} from "@aws-sdk/client-rekognition";
import type { ObjectPlace } from "../bucket.ts";
import { note } from "../cost/meter.ts";
import type { Seen } from "./batch.schema.ts";
import { LOOK_PARAMETERS } from "./look-parameters.ts";
import type { Box, Detection, Engines, Label, TextLine } from "./vision.schema.ts";

/** An account may make some calls a second only: the client slows down to what is let through, and tries again. */
const rekognition = new RekognitionClient({ retryMode: "adaptive", maxAttempts: 8 });

/** Smaller pictures are refused. https://docs.aws.amazon.com/rekognition/latest/dg/limits.html */
const SMALLEST_SIDE = 80;

export const canBeSeen = ({ width, height }: { width: number; height: number }): boolean =>
  Math.min(width, height) >= SMALLEST_SIDE;

/** Where nobody looks, since the pictures are too small. */
export const NO_ENGINES: Engines = { labels: "none", faces: "none", text: "none" };

/** Looks at one frame, where it lies. What is read in it is text and nothing else, whatever it says. */
export async function look(frame: ObjectPlace, index: number): Promise<{ seen: Seen; engines: Engines }> {
  const Image: Image = { S3Object: { Bucket: frame.bucket, Name: frame.key } };
  const { label, person, face, word, labels } = LOOK_PARAMETERS;
  const [things, faces, text] = await Promise.all([
    rekognition.send(new DetectLabelsCommand({ Image, MinConfidence: 100 * label, MaxLabels: labels })),
    rekognition.send(new DetectFacesCommand({ Image })),
    rekognition.send(new DetectTextCommand({ Image, Filters: { WordFilter: { MinConfidence: 100 * word } } })),
  ]);
  // Each question about a picture is a picture more.
  note("rekognition.images", 3);
  const seenFaces = (faces.FaceDetails ?? []).map(detection).filter(({ confidence }) => confidence >= face);
  const lines = (text.TextDetections ?? []).filter(({ Type, DetectedText }) => Type === "LINE" && DetectedText?.trim());
  const found = (things.Labels ?? []).map(
    ({ Name = "", Confidence, Instances = [] }): Label & { instances: Detection[] } => ({
      name: Name,
      confidence: share(Confidence),
      boxes: Instances.map(({ BoundingBox }) => box(BoundingBox)),
      instances: Instances.map(detection),
    }),
  );
  return {
    engines: {
      labels: engine(things.LabelModelVersion),
      // DetectFaces does not tell its version.
      faces: engine(undefined),
      text: engine(text.TextModelVersion),
    },
    seen: {
      index,
      labels: found.map(({ name, confidence, boxes }) => ({ name, confidence, boxes })).sort(bySureness),
      people: (found.find(({ name }) => name === "Person")?.instances ?? []).filter(
        ({ confidence }) => confidence >= person,
      ),
      faces: seenFaces,
      texts: lines.map(
        ({ DetectedText = "", Confidence, Geometry }): TextLine => ({
          text: DetectedText.trim(),
          box: box(Geometry?.BoundingBox),
          confidence: share(Confidence),
        }),
      ),
    },
  };
}

const engine = (version: string | undefined): string => (version ? `Rekognition ${version}` : "Rekognition");

const detection = (found: { BoundingBox?: BoundingBox | undefined; Confidence?: number | undefined }): Detection => ({
  box: box(found.BoundingBox),
  confidence: share(found.Confidence),
});

/** From percent. As exact as it means anything, so that documents stay small. */
const share = (percent = 0): number => round(percent / 100);

const round = (value: number): number => Math.round(value * 10_000) / 10_000;

const box = ({ Left = 0, Top = 0, Width = 0, Height = 0 }: BoundingBox = {}): Box => ({
  ...{ left: round(Left), top: round(Top), width: round(Width), height: round(Height) },
});

const bySureness = (a: Label, b: Label): number => b.confidence - a.confidence || (a.name < b.name ? -1 : 1);
