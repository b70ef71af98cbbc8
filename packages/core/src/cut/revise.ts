import { AppError } from "../error.ts";
import type { Alternative, NewRevision, RevisionOutcome, TrimPoints } from "./revision.schema.ts";

/** Makes what a person changed the next revision of a cut, when the gates let it through. */
export async function revise(cutId: string, _change: NewRevision): Promise<RevisionOutcome> {
  throw new AppError("internal", `TO BE DONE ${cutId}`);
}

/** What could stand in the place of a clip, best first. */
export async function alternatives(cutId: string, _itemId: string): Promise<Alternative[]> {
  throw new AppError("internal", `TO BE DONE ${cutId}`);
}

/** Where a clip may be trimmed to. */
export async function trimPoints(cutId: string, _itemId: string): Promise<TrimPoints> {
  throw new AppError("internal", `TO BE DONE ${cutId}`);
}
