import type {
  DetectFacesCommandInput,
  DetectLabelsCommandInput,
  DetectTextCommandInput,
} from "@aws-sdk/client-rekognition";
import { invalidParameter, validation } from "./errors.ts";

/** An image as it comes over the wire: its bytes are base64. */
export interface ImageInput {
  readonly Bytes?: string;
  readonly S3Object?: { readonly Bucket?: string; readonly Name?: string; readonly Version?: string };
}

type OverWire<Input> = Omit<Input, "Image"> & { readonly Image?: ImageInput };
export type LabelsInput = OverWire<DetectLabelsCommandInput>;
export type FacesInput = OverWire<DetectFacesCommandInput>;
export type TextInput = OverWire<DetectTextCommandInput>;

/** What is asked for beyond what is served is refused by name: an answer without it would be a wrong one. */
export function checkLabels({ MaxLabels, MinConfidence, Features = [], Settings }: LabelsInput): void {
  checkNumber("maxLabels", MaxLabels, 0);
  checkNumber("minConfidence", MinConfidence, 0, 100);
  for (const feature of Features) {
    if (feature !== "GENERAL_LABELS") throw invalidParameter(`Feature ${feature} is not served here`);
  }
  if (Settings?.ImageProperties) throw invalidParameter("Settings.ImageProperties is not served here");
}

export function checkFaces({ Attributes = [] }: FacesInput): void {
  for (const attribute of Attributes) {
    if (attribute !== "DEFAULT") throw invalidParameter(`Attribute ${attribute} is not served here`);
  }
}

export function checkText({ Filters }: TextInput): void {
  if (Filters?.RegionsOfInterest) throw invalidParameter("Filters.RegionsOfInterest is not served here");
  const { MinConfidence, MinBoundingBoxHeight, MinBoundingBoxWidth } = Filters?.WordFilter ?? {};
  checkNumber("filters.wordFilter.minConfidence", MinConfidence, 0, 100);
  checkNumber("filters.wordFilter.minBoundingBoxHeight", MinBoundingBoxHeight, 0, 1);
  checkNumber("filters.wordFilter.minBoundingBoxWidth", MinBoundingBoxWidth, 0, 1);
}

export function imageOf({ Image }: { readonly Image?: ImageInput }): ImageInput {
  if (Image) return Image;
  throw validation(
    "1 validation error detected: Value null at 'image' failed to satisfy constraint: Member must not be null",
  );
}

function checkNumber(path: string, value: unknown, least: number, most = Number.POSITIVE_INFINITY): void {
  if (value === undefined || value === null) return;
  if (typeof value === "number" && value >= least && value <= most) return;
  const bound =
    typeof value === "number" && value < least ? `greater than or equal to ${least}` : `less than or equal to ${most}`;
  throw validation(
    `1 validation error detected: Value '${value}' at '${path}' failed to satisfy constraint: Member must have value ${bound}`,
  );
}
