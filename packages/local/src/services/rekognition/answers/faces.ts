import type { DetectFacesCommandOutput } from "@aws-sdk/client-rekognition";
import type { VisionAnswer } from "../engines/protocol.ts";
import { boundingBox } from "./box.ts";

/** What was found as DetectFaces tells it, largest face first, as there. Nothing is said of what the model does not know. */
export function facesOf({ found }: VisionAnswer): Pick<DetectFacesCommandOutput, "FaceDetails"> {
  const area = ({ box }: VisionAnswer["found"][number]) => box.width * box.height;
  const faces = [...found].sort((a, b) => area(b) - area(a));
  return { FaceDetails: faces.map(({ box, score }) => ({ BoundingBox: boundingBox(box), Confidence: 100 * score })) };
}
