import path from "node:path";
import { type Call, operation, type Permission, type Service } from "../../service.ts";
import { jsonCodec } from "../../wire/json.ts";
import { facesOf } from "./answers/faces.ts";
import { labelsOf } from "./answers/labels.ts";
import { textOf } from "./answers/text.ts";
import { Engine } from "./engines/engine.ts";
import type { TextAnswer, TextRequest, VisionAnswer, VisionRequest } from "./engines/protocol.ts";
import { fromEngine } from "./errors.ts";
import { type Objects, pictureOf } from "./image.ts";
import {
  checkFaces,
  checkLabels,
  checkText,
  type FacesInput,
  imageOf,
  type LabelsInput,
  type TextInput,
} from "./request.ts";

/** Under these scores what the models find is mostly not there. */
const LEAST_OBJECT = 0.3;
const LEAST_FACE = 0.6;
/** What DetectLabels takes where nothing is said, in percent. */
const USUAL_CONFIDENCE = 55;

const LIMITS = { timeoutMs: 60_000, memoryMegabytes: 1536 };
const program = (name: string) => path.join(import.meta.dirname, "engines", `${name}-program.ts`);

/** Image operations of Rekognition have no resources to name. */
const permission = (action: string): Permission[] => [{ action: `rekognition:${action}`, resource: "*" }];

/** Amazon Rekognition's image operations, with small open models: 80 kinds of things, faces, and English text. */
export function createRekognition(objects: Objects): Service {
  const vision = new Engine<VisionRequest, VisionAnswer>(program("vision"), LIMITS);
  const text = new Engine<TextRequest, TextAnswer>(program("text"), LIMITS);

  const picture = (input: LabelsInput | FacesInput | TextInput, { principal }: Call) =>
    pictureOf(imageOf(input), principal, objects);

  return {
    name: "rekognition",
    codec: jsonCodec("1.1"),
    operations: {
      DetectLabels: operation({
        permissions: () => permission("DetectLabels"),
        async run(input: LabelsInput, call: Call) {
          checkLabels(input);
          const { MinConfidence = USUAL_CONFIDENCE, MaxLabels, Settings } = input;
          const least = Math.max(LEAST_OBJECT, MinConfidence / 100);
          const request: VisionRequest = { look: "objects", picture: await picture(input, call), least };
          return labelsOf(await vision.ask(request, call.signal).catch(fromEngine), Settings?.GeneralLabels, MaxLabels);
        },
      }),
      DetectFaces: operation({
        permissions: () => permission("DetectFaces"),
        async run(input: FacesInput, call: Call) {
          checkFaces(input);
          const request: VisionRequest = { look: "faces", picture: await picture(input, call), least: LEAST_FACE };
          return facesOf(await vision.ask(request, call.signal).catch(fromEngine));
        },
      }),
      DetectText: operation({
        permissions: () => permission("DetectText"),
        async run(input: TextInput, call: Call) {
          checkText(input);
          const request: TextRequest = { picture: await picture(input, call) };
          return textOf(await text.ask(request, call.signal).catch(fromEngine), input.Filters?.WordFilter);
        },
      }),
    },
    async stop() {
      await Promise.all([vision.stop(), text.stop()]);
    },
  };
}
