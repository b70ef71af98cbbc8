import * as z from "zod";
import { idSchema } from "../id.ts";
import { WorkspaceId } from "../workspace/workspace.schema.ts";
import { Role } from "./role.schema.ts";

export const OperatorId = idSchema("opr");

/** As it is compared: without spaces around it, in lower case. */
export const Email = z.string().trim().toLowerCase().pipe(z.email().max(254));

/** Somebody who may come into a workspace. */
export const Operator = z
  .object({
    operatorId: OperatorId,
    workspaceId: WorkspaceId,
    email: Email,
    name: z.string(),
    role: Role,
    /** How the identity provider calls this person, from the first time that they signed in. */
    subject: z.string().optional(),
    lastSeenAt: z.iso.datetime().optional(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "Operator" });
export type Operator = z.infer<typeof Operator>;

/** An operator, as a workspace shows it. */
export const OperatorInfo = Operator.omit({ subject: true, workspaceId: true })
  .extend({ status: z.enum(["invited", "active"]) })
  .meta({ id: "OperatorInfo" });
export type OperatorInfo = z.infer<typeof OperatorInfo>;

export const Invitation = z
  .object({ email: Email, name: z.string().trim().max(200).optional(), role: Role })
  .meta({ id: "Invitation" });

/** What an identity provider says of somebody. */
export const Person = z.object({ email: Email, subject: z.string().min(1), name: z.string().optional() });
export type Person = z.infer<typeof Person>;
