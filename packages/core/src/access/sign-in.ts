import { fn } from "../fn.ts";
import { conditionFailed, wrote } from "../table.ts";
import { DEFAULT_WORKSPACE_ID } from "../workspace/workspace.schema.ts";
import type { Membership } from "./identity.schema.ts";
import { staleNote } from "./once-a-minute.ts";
import { OperatorEntity } from "./operator.entity.ts";
import { type Operator, Person } from "./operator.schema.ts";
import { create, find } from "./operators.ts";
import { isOwner } from "./owner.ts";

/**
 * The workspaces of somebody whom the identity provider vouches for; none for a stranger. The first sign-in after an
 * invitation binds it to the provider's own name for the person: an address that is given to somebody else later lets nobody
 * in. The stage's owner, whom its configuration names, is admin of the first workspace from the beginning.
 */
export const membershipsOf = fn(Person, async (person): Promise<Membership[]> => {
  const found = await invitationsOf(person);
  const bound = await Promise.all(found.map((operator) => bind(operator, person.subject)));
  const operators = bound.filter((operator) => operator !== undefined);
  await Promise.all(operators.map(noteSeen));
  return operators.map(({ workspaceId, role }) => ({ workspaceId, role }));
});

/** The rows of this email, each as it is now: the index only says where to look. */
async function invitationsOf({ email, subject, name = email }: Person): Promise<Operator[]> {
  const { data } = await OperatorEntity.query
    .byEmail({ email })
    .go({ pages: "all", attributes: ["workspaceId", "operatorId"] });
  const rows = await Promise.all(data.map(({ workspaceId, operatorId }) => find(workspaceId, operatorId)));
  const operators = rows.filter((operator) => operator !== undefined);
  if (
    !isOwner(DEFAULT_WORKSPACE_ID, email) ||
    operators.some(({ workspaceId }) => workspaceId === DEFAULT_WORKSPACE_ID)
  )
    return operators;
  const owner = await create({ workspaceId: DEFAULT_WORKSPACE_ID, email, name, role: "admin", subject });
  return owner ? [owner, ...operators] : invitationsOf({ email, subject, name });
}

async function bind(operator: Operator, subject: string): Promise<Operator | undefined> {
  if (operator.subject !== undefined) return operator.subject === subject ? operator : undefined;
  const { workspaceId, operatorId } = operator;
  try {
    await OperatorEntity.patch({ workspaceId, operatorId })
      .set({ subject })
      .where((row, { notExists }) => notExists(row.subject))
      .go();
    return { ...operator, subject };
  } catch (error) {
    if (!conditionFailed(error)) throw error;
    const now = await find(workspaceId, operatorId);
    return now?.subject === subject ? now : undefined;
  }
}

async function noteSeen({ workspaceId, operatorId, lastSeenAt = "" }: Operator): Promise<void> {
  const stale = staleNote();
  if (lastSeenAt > stale) return;
  // That it is fresh enough already, or has gone, is as well.
  await wrote(
    OperatorEntity.patch({ workspaceId, operatorId })
      .set({ lastSeenAt: new Date().toISOString() })
      .where((row, { notExists, lt }) => `${notExists(row.lastSeenAt)} OR ${lt(row.lastSeenAt, stale)}`)
      .go(),
  );
}
