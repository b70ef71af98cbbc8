import { ball, joined, limb } from "./shapes.ts";
import type { Vector } from "./vector.ts";

/** How somebody stands. Arms hang down at 0 and are bent before the body at 1; one step is 1 or -1. */
export interface Pose {
  readonly leftArm: number;
  readonly rightArm: number;
  readonly step: number;
}

export type Part = "skin" | "shirt" | "trousers" | "hair" | "shoes" | "eyes" | "lips";

export interface Surface {
  readonly distance: number;
  readonly part: Part;
}

const SIDES = [-1, 1] as const;

/** The nearest surface of a person of 1.77 m who stands at the origin and looks towards the camera. */
export function nearest(point: Vector, pose: Pose): Surface {
  const surfaces = [...upperBody(point, pose), ...legs(point, pose), ...head(point)];
  return surfaces.reduce((best, surface) => (surface.distance < best.distance ? surface : best));
}

function upperBody(point: Vector, { leftArm, rightArm }: Pose): Surface[] {
  let shirt = ball(point, [0, 1.22, 0], [0.19, 0.3, 0.115]);
  shirt = joined(shirt, ball(point, [0, 1.4, 0], [0.215, 0.09, 0.1]), 0.08);
  shirt = joined(shirt, ball(point, [0, 1, 0], [0.17, 0.13, 0.12]), 0.08);
  const hands = SIDES.map((side): Surface => {
    const bent = side < 0 ? leftArm : rightArm;
    const shoulder: Vector = [side * 0.215, 1.4, 0];
    const elbow: Vector = [side * (0.27 + 0.05 * bent), 1.13 + 0.08 * bent, 0.12 * bent];
    const wrist: Vector = [side * (0.27 - 0.1 * bent), 0.9 + 0.35 * bent, 0.05 + 0.24 * bent];
    const sleeve = joined(limb(point, elbow, wrist, 0.048, 0.036), limb(point, shoulder, elbow, 0.062, 0.05), 0.03);
    shirt = joined(shirt, sleeve, 0.04);
    const hand = ball(point, [wrist[0], wrist[1] - 0.05, wrist[2] + 0.02], [0.035, 0.065, 0.04]);
    return { distance: hand, part: "skin" };
  });
  return [...hands, { distance: shirt, part: "shirt" }];
}

function legs(point: Vector, { step }: Pose): Surface[] {
  let trousers = ball(point, [0, 0.93, 0], [0.175, 0.13, 0.125]);
  const shoes = SIDES.map((side): Surface => {
    const hip: Vector = [side * 0.095, 0.9, 0];
    const knee: Vector = [side * 0.105, 0.5, side * step * 0.15 + 0.02];
    const ankle: Vector = [side * 0.11, 0.08, side * step * 0.28 - 0.02];
    trousers = joined(trousers, limb(point, hip, knee, 0.095, 0.065), 0.06);
    trousers = joined(trousers, limb(point, knee, ankle, 0.064, 0.05), 0.03);
    return { distance: ball(point, [ankle[0], 0.05, ankle[2] + 0.06], [0.05, 0.05, 0.13]), part: "shoes" };
  });
  return [...shoes, { distance: trousers, part: "trousers" }];
}

function head(point: Vector): Surface[] {
  let skull = ball(point, [0, 1.655, 0.01], [0.078, 0.115, 0.095]);
  skull = joined(skull, ball(point, [0, 1.6, 0.03], [0.06, 0.065, 0.07]), 0.03);
  skull = joined(skull, ball(point, [0, 1.64, 0.108], [0.014, 0.026, 0.022]), 0.012);
  // Hair ends higher over the forehead than behind.
  const hairline = point[1] - (point[2] > 0.03 ? 1.7 : 1.61);
  const hair = Math.max(ball(point, [0, 1.685, -0.012], [0.087, 0.105, 0.102]), -hairline);
  const ofBothSides = SIDES.flatMap((side): Surface[] => [
    { distance: ball(point, [side * 0.08, 1.645, 0], [0.014, 0.03, 0.02]), part: "skin" },
    { distance: ball(point, [side * 0.032, 1.668, 0.098], [0.012, 0.007, 0.008]), part: "eyes" },
    { distance: ball(point, [side * 0.033, 1.688, 0.098], [0.02, 0.004, 0.008]), part: "hair" },
  ]);
  return [
    { distance: limb(point, [0, 1.44, -0.01], [0, 1.56, 0], 0.055, 0.05), part: "skin" },
    { distance: skull, part: "skin" },
    { distance: hair, part: "hair" },
    { distance: ball(point, [0, 1.592, 0.094], [0.024, 0.007, 0.01]), part: "lips" },
    ...ofBothSides,
  ];
}
