/** A box as shares of the picture's width and height. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Detection {
  readonly box: Box;
  /** From 0 to 1. */
  readonly score: number;
  /** Which of the model's classes; 0 where it has one only. */
  readonly kind: number;
}

/** Of boxes of one kind that overlap by more than this share of what they cover together, the surest stays. */
const OVERLAP = 0.4;
const MOST = 50;

/** Each thing once, surest first: what a detector gives has many boxes around the same thing. */
export function distinct(candidates: readonly Detection[]): Detection[] {
  const chosen: Detection[] = [];
  for (const candidate of [...candidates].sort((a, b) => b.score - a.score)) {
    if (chosen.length === MOST) break;
    const isKnown = chosen.some(({ kind, box }) => kind === candidate.kind && overlap(box, candidate.box) > OVERLAP);
    if (!isKnown) chosen.push(candidate);
  }
  return chosen;
}

/** A box from its corners, cut at the picture's edges. */
export function boxOf(left: number, top: number, right: number, bottom: number): Box {
  const [x0, y0, x1, y1] = [left, top, right, bottom].map((share) => Math.min(1, Math.max(0, share))) as Quad;
  return { left: x0, top: y0, width: x1 - x0, height: y1 - y0 };
}

type Quad = [number, number, number, number];

/** Intersection over union. */
function overlap(one: Box, other: Box): number {
  const width = Math.min(one.left + one.width, other.left + other.width) - Math.max(one.left, other.left);
  const height = Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (one.width * one.height + other.width * other.height - shared);
}
