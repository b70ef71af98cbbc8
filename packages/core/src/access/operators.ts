import * as z from "zod";
import { useActor } from "../actor.ts";
import { derivedId } from "../derived-id.ts";
import { AppError } from "../error.ts";
import { fn, parse } from "../fn.ts";
import { conditionFailed } from "../table.ts";
import { writeAccess } from "./access-document.ts";
import { OperatorEntity } from "./operator.entity.ts";
import { Invitation, Operator, OperatorId, type OperatorInfo } from "./operator.schema.ts";
import { isOwner } from "./owner.ts";
import { Role } from "./role.schema.ts";

/** A person is at most once in a workspace: the id follows from both. */
export const operatorIdOf = (workspaceId: string, email: string): string =>
  derivedId("opr", new Date(0), workspaceId, email);

/** The operator, or undefined. Reads what was written last. */
export async function find(workspaceId: string, operatorId: string): Promise<Operator | undefined> {
  const { data } = await OperatorEntity.get({ workspaceId, operatorId }).go({ consistent: true });
  return data ? parse(Operator, data) : undefined;
}

/** Everybody who may come into the workspace, by email. */
export async function list(): Promise<OperatorInfo[]> {
  const { workspaceId } = useActor();
  const { data } = await OperatorEntity.query.primary({ workspaceId }).go({ pages: "all", consistent: true });
  return parse(z.array(Operator), data)
    .map(infoOf)
    .sort((a, b) => (a.email < b.email ? -1 : 1));
}

/** Lets somebody in: from now on, whoever the identity provider vouches for under this email. Throws `conflict`. */
export const invite = fn(Invitation, async ({ email, name, role }): Promise<OperatorInfo> => {
  const { workspaceId } = useActor();
  const operator = await create({ workspaceId, email, name: name ?? email, role });
  if (!operator)
    throw new AppError("conflict", `${email} is an operator of this workspace already: change the role instead`);
  await writeAccess();
  return infoOf(operator);
});

/** Writes an operator, unless there is one of this email in the workspace: then undefined. */
export async function create(
  given: Pick<Operator, "workspaceId" | "email" | "name" | "role"> & { readonly subject?: string },
): Promise<Operator | undefined> {
  try {
    const operatorId = operatorIdOf(given.workspaceId, given.email);
    const { data } = await OperatorEntity.create({ ...given, operatorId }).go();
    return parse(Operator, data);
  } catch (error) {
    if (conditionFailed(error)) return undefined;
    throw error;
  }
}

/** Gives an operator another role. Nobody changes their own, so one admin is always left. */
export const changeRole = fn(
  z.object({ operatorId: OperatorId, role: Role }),
  async ({ operatorId, role }): Promise<OperatorInfo> => {
    const { workspaceId } = await other(operatorId);
    const { data } = await OperatorEntity.patch({ workspaceId, operatorId }).set({ role }).go({ response: "all_new" });
    await writeAccess();
    return infoOf(parse(Operator, data));
  },
);

/** Lets an operator in no more. What the authorizer has decided already holds for half a minute. */
export const remove = fn(OperatorId, async (operatorId): Promise<void> => {
  // Of one who is gone already, the bucket may not have been told.
  if (!(await find(useActor().workspaceId, operatorId))) await writeAccess();
  const { workspaceId } = await other(operatorId);
  await OperatorEntity.delete({ workspaceId, operatorId }).go();
  await writeAccess();
});

async function other(operatorId: string): Promise<Operator> {
  const { workspaceId, id } = useActor();
  const operator = await find(workspaceId, operatorId);
  if (!operator) throw new AppError("not_found", `Operator ${operatorId} does not exist`);
  if (operator.email === id)
    throw new AppError("conflict", `${operator.email} is you: another admin must change or remove you`);
  if (isOwner(workspaceId, operator.email))
    throw new AppError("conflict", `${operator.email} owns this stage: its configuration (SignInOwner) says who does`);
  return operator;
}

function infoOf({ subject, workspaceId: _, ...operator }: Operator): OperatorInfo {
  return { ...operator, status: subject === undefined ? "invited" : "active" };
}
