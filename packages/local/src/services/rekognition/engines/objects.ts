import type { GraphModel } from "@tensorflow/tfjs-converter";
import { type Tensor, tensor, tidy } from "@tensorflow/tfjs-core";
import { boxOf, type Detection, distinct } from "./detection.ts";
import { loadModel } from "./graph-model.ts";
import { type Picture, square } from "./picture.ts";

/** CenterNet on MobileNet v3, trained on COCO's 80 classes. https://github.com/610265158/mobilenetv3_centernet */
export const OBJECT_MODEL = "centernet";
const SIDE = 512;
const OUTPUT = "tower_0/detections";
/** Left, top, right, bottom in pixels of the input, score, class. */
const FIELDS = 6;

/** Things in a picture that score at least `least`, surest first; `kind` is an index into the classes. */
export async function objectDetector(): Promise<(picture: Picture, least: number) => Promise<Detection[]>> {
  const model = await loadModel(OBJECT_MODEL);
  return async (picture, least) => {
    const data = await square(picture, SIDE);
    const found = run(model, data);
    return distinct(candidates(found).filter(({ score }) => score >= least));
  };
}

const run = (model: GraphModel, data: Uint8Array): Float32Array =>
  tidy(() => {
    const input = tensor(data, [1, SIDE, SIDE, 3], "float32");
    return (model.execute(input, OUTPUT) as Tensor).dataSync() as Float32Array;
  });

function candidates(found: Float32Array): Detection[] {
  return Array.from({ length: found.length / FIELDS }, (_, row) => {
    const [left = 0, top = 0, right = 0, bottom = 0, score = 0, kind = 0] = found.subarray(
      row * FIELDS,
      (row + 1) * FIELDS,
    );
    return { box: boxOf(left / SIDE, top / SIDE, right / SIDE, bottom / SIDE), score, kind };
  });
}
