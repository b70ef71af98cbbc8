import type { Detection } from "./detection.ts";
import type { Picture } from "./picture.ts";
import type { Line } from "./text-lines.ts";

/** What an engine's process is asked, and what it answers: by id, since the answer to one question may outlive it. */
export interface Question<Request> {
  readonly id: number;
  readonly request: Request;
}

export type Reply<Answer> =
  | { readonly id: number; readonly answer: Answer }
  | { readonly id: number; readonly error: { readonly name: string; readonly message: string } };

export interface VisionRequest {
  readonly look: "objects" | "faces";
  readonly picture: Picture;
  /** Least score, from 0 to 1. */
  readonly least: number;
}
export interface VisionAnswer {
  readonly version: string;
  readonly found: readonly Detection[];
}

export interface TextRequest {
  readonly picture: Picture;
}
export interface TextAnswer {
  readonly version: string;
  readonly lines: readonly Line[];
}
