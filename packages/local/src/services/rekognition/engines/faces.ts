import type { GraphModel } from "@tensorflow/tfjs-converter";
import { dispose, type Tensor, tensor, tidy } from "@tensorflow/tfjs-core";
import { boxOf, type Detection, distinct } from "./detection.ts";
import { loadModel } from "./graph-model.ts";
import { type Picture, square } from "./picture.ts";

/** BlazeFace, the variant for faces that are far away. https://arxiv.org/abs/1907.05047 */
export const FACE_MODEL = "blazeface";
const SIDE = 256;

/** The model looks at the picture in two grids of cells, with so many guesses a cell. Larger cells are for larger faces. */
const GRIDS = [
  { cells: 16, guesses: 2 },
  { cells: 8, guesses: 6 },
];

/** Numbers of a guess: centre and size in pixels of the input, from the middle of its cell; then six points of the face. */
const FIELDS = 16;

/** Faces in a picture that score at least `least`, surest first. */
export async function faceDetector(): Promise<(picture: Picture, least: number) => Promise<Detection[]>> {
  const model = await loadModel(FACE_MODEL);
  return async (picture, least) => {
    const data = await square(picture, SIDE);
    const outputs = run(model, data);
    return distinct(GRIDS.flatMap((grid) => guesses(outputs, grid, least)));
  };
}

type Outputs = ReadonlyMap<string, Float32Array>;

/** What the model answers, by shape: its names tell nothing. */
function run(model: GraphModel, data: Uint8Array): Outputs {
  const values = Float32Array.from(data, (value) => value / 127.5 - 1);
  const outputs = tidy(() => model.execute(tensor(values, [1, SIDE, SIDE, 3])) as Tensor[]);
  const named = new Map(outputs.map((output) => [output.shape.slice(1).join("x"), output.dataSync() as Float32Array]));
  dispose(outputs);
  return named;
}

function guesses(outputs: Outputs, grid: (typeof GRIDS)[number], least: number): Detection[] {
  const count = grid.cells ** 2 * grid.guesses;
  const [scores, boxes] = [output(outputs, `${count}x1`), output(outputs, `${count}x${FIELDS}`)];
  return Array.from(scores, (logit, index) => {
    const cell = Math.floor(index / grid.guesses);
    const [x = 0, y = 0, width = 0, height = 0] = boxes.subarray(index * FIELDS, (index + 1) * FIELDS);
    const centreX = ((cell % grid.cells) + 0.5) / grid.cells + x / SIDE;
    const centreY = (Math.floor(cell / grid.cells) + 0.5) / grid.cells + y / SIDE;
    const [halfWidth, halfHeight] = [width / SIDE / 2, height / SIDE / 2];
    return {
      box: boxOf(centreX - halfWidth, centreY - halfHeight, centreX + halfWidth, centreY + halfHeight),
      score: 1 / (1 + Math.exp(-logit)),
      kind: 0,
    };
  }).filter(({ score }) => score >= least);
}

function output(outputs: Outputs, shape: string): Float32Array {
  const found = outputs.get(shape);
  if (!found) throw new Error(`${FACE_MODEL} has no output of ${shape}, only of ${[...outputs.keys()].join(", ")}`);
  return found;
}
