import type { UpdateEntityItem } from "electrodb";
import { useActor } from "../actor.ts";
import { writeCopy } from "../document.ts";
import { AppError } from "../error.ts";
import { parse } from "../fn.ts";
import * as Run from "../run/run.ts";
import { exact, wrote } from "../table.ts";
import { CutEntity } from "./cut.entity.ts";
import { Cut, CutDocument, type CutStatus } from "./cut.schema.ts";
import { cutPlace } from "./place.ts";

/** The cut as it is kept, or undefined. Reads what was written last. */
export async function find(cutId: string): Promise<Cut | undefined> {
  const { workspaceId } = useActor();
  const { data } = await CutEntity.get({ workspaceId, cutId }).go({ consistent: true });
  return data ? parse(Cut, data) : undefined;
}

/** The same, where there has to be one. Throws `not_found`. */
export async function row(cutId: string): Promise<Cut> {
  const cut = await find(cutId);
  if (!cut) throw new AppError("not_found", `Cut ${cutId} does not exist`);
  return cut;
}

/** Notes a cut that somebody ordered. One that is there already stays as it is. */
export async function create(cut: Omit<Cut, "workspaceId" | "runIds" | "createdAt" | "updatedAt">): Promise<void> {
  const { workspaceId } = useActor();
  await wrote(CutEntity.create({ ...exact(cut), workspaceId, runIds: [cut.runId] }).go());
  await writeCut(cut.cutId);
}

type Facts = Omit<UpdateEntityItem<typeof CutEntity>, "runId" | "runIds" | "status">;

/** What a run is at: the cut's states while it is, by its workflow. */
const AT_WORK: Readonly<Record<"Compose" | "Render", CutStatus>> = { Compose: "composing", Render: "rendering" };

/** Whether somebody is at a cut. */
export const isAtWork = (status: CutStatus): boolean => status === "composing" || status === "rendering";

/**
 * Makes a run the one that is at a cut. True also when it was so before, false when this run has ended. Throws `conflict` while
 * another run is at it, or was a moment ago. A run that was cut off before it was noted is at nothing: another takes its place.
 */
export async function claim(cutId: string, runId: string, workflow: keyof typeof AT_WORK): Promise<boolean> {
  const { workspaceId } = useActor();
  const before = await row(cutId);
  if (before.runId === runId) return isAtWork(before.status);
  if (isAtWork(before.status) && (await Run.find(before.runId))) throw taken(before);
  const isClaimed = await wrote(
    CutEntity.patch({ workspaceId, cutId })
      .set({ status: AT_WORK[workflow], runId, runIds: [...before.runIds, runId] })
      .remove(["reason", "refusedBy"])
      .where((cut, { eq }) => `${eq(cut.status, before.status)} AND ${eq(cut.runId, before.runId)}`)
      .go(),
  );
  if (!isClaimed) throw taken(await row(cutId));
  await writeCut(cutId);
  return true;
}

const taken = ({ cutId, runId }: Cut) =>
  new AppError("conflict", `Cut ${cutId} is being worked on by run ${runId}; wait for its end`);

/** Lets a run that failed go on with its cut. Throws `conflict` when another one has been at the cut since. */
export async function reopen(cutId: string, runId: string, workflow: keyof typeof AT_WORK): Promise<void> {
  const { workspaceId } = useActor();
  const isOpen = await wrote(
    CutEntity.patch({ workspaceId, cutId })
      .set({ status: AT_WORK[workflow] })
      .remove(["reason", "refusedBy"])
      .where((cut, { eq }) => eq(cut.runId, runId))
      .go(),
  );
  if (!isOpen)
    throw new AppError("conflict", `Cut ${cutId} is now a matter of run ${(await row(cutId)).runId}, not of ${runId}`);
  await writeCut(cutId);
}

/** Notes how the run that is at a cut ended. Another run's state, and one that was noted, stay as they are. */
export async function settle(
  cutId: string,
  runId: string,
  to: { readonly status: Exclude<CutStatus, "composing" | "rendering"> } & Facts,
): Promise<void> {
  const { workspaceId } = useActor();
  await wrote(
    CutEntity.patch({ workspaceId, cutId })
      .set(to)
      .where(
        (cut, { eq }) =>
          `${eq(cut.runId, runId)} AND (${eq(cut.status, "composing")} OR ${eq(cut.status, "rendering")})`,
      )
      .go(),
  );
  await writeCut(cutId);
}

/**
 * Adds facts to a cut as it was read; another status has no reason of the one before. Throws `stale` when somebody has written to
 * it since.
 */
export async function change({ cutId, updatedAt }: Cut, facts: UpdateEntityItem<typeof CutEntity>): Promise<Cut> {
  const { workspaceId } = useActor();
  const isWritten = await wrote(
    CutEntity.patch({ workspaceId, cutId })
      .set(facts)
      .remove(facts.status ? ["reason", "refusedBy"] : [])
      .where((cut, { eq }) => eq(cut.updatedAt, updatedAt))
      .go(),
  );
  if (!isWritten) throw new AppError("stale", `Cut ${cutId} was changed meanwhile: read it again`);
  await writeCut(cutId);
  return row(cutId);
}

/** Tells the bucket what the table says of a cut: done after every change of its row. */
export async function writeCut(cutId: string): Promise<void> {
  const { workspaceId } = useActor();
  await writeCopy(cutPlace({ workspaceId, cutId }), CutDocument, async () => {
    const cut = await find(cutId);
    return cut && ({ version: 1, cut } as const);
  });
}
