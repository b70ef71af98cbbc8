import { FACE_MODEL, faceDetector } from "./faces.ts";
import { modelVersion, startTensors } from "./graph-model.ts";
import { OBJECT_MODEL, objectDetector } from "./objects.ts";
import type { VisionAnswer, VisionRequest } from "./protocol.ts";
import { serve } from "./serve.ts";

await startTensors();
const engines = {
  objects: { version: modelVersion(OBJECT_MODEL), detect: await objectDetector() },
  faces: { version: modelVersion(FACE_MODEL), detect: await faceDetector() },
};

serve<VisionRequest, VisionAnswer>(async ({ look, picture, least }) => {
  const { version, detect } = engines[look];
  return { version, found: await detect(picture, least) };
});
