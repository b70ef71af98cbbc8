import type { BoundingBox, Geometry } from "@aws-sdk/client-rekognition";
import type { Box } from "../engines/detection.ts";

export const boundingBox = ({ left, top, width, height }: Box): BoundingBox => ({
  Left: left,
  Top: top,
  Width: width,
  Height: height,
});

/** The corners from the upper left one on, clockwise. */
export const geometry = (box: Box): Geometry => ({
  BoundingBox: boundingBox(box),
  Polygon: [
    { X: box.left, Y: box.top },
    { X: box.left + box.width, Y: box.top },
    { X: box.left + box.width, Y: box.top + box.height },
    { X: box.left, Y: box.top + box.height },
  ],
});
