import { createHash } from "node:crypto";
import { AwsError } from "../../../error.ts";
import type { Context } from "../context.ts";
import { validationError } from "../errors.ts";
import { attributes } from "../requests/attribute-shape.ts";
import { endpoint } from "../requests/endpoint.ts";
import { placeholders, returnConsumedCapacity, tableName } from "../requests/members.ts";
import { listOf, required, structure, text } from "../requests/shape.ts";
import { itemSize } from "../values/size.ts";
import { type CapacityDetail, writeCapacity } from "./capacity.ts";
import { type DeleteInput, planCheck, planDelete } from "./delete-item.ts";
import { decide, type PlannedWrite } from "./planned-write.ts";
import { type PutInput, planPut } from "./put-item.ts";
import { byTable, decideAll, expectOneEach, LARGEST_TRANSACTION, MOST_ACTIONS, planAll } from "./transaction.ts";
import { planUpdate, type UpdateInput } from "./update-item.ts";

/** How long a token protects from doing a transaction twice. */
export const TOKEN_LIFETIME_MS = 10 * 60_000;
const UNITS_PER_WRITE = 2;

interface Action {
  readonly Put?: PutInput;
  readonly Update?: UpdateInput;
  readonly Delete?: DeleteInput;
  readonly ConditionCheck?: DeleteInput;
}

interface TransactWriteItemsInput {
  readonly TransactItems: Action[];
  readonly ClientRequestToken?: string;
  readonly ReturnConsumedCapacity?: CapacityDetail;
}

const common = {
  TableName: tableName,
  ConditionExpression: text(),
  ...placeholders,
  ReturnValuesOnConditionCheckFailure: text({ oneOf: ["ALL_OLD", "NONE"] }),
};
const keyed = { ...common, Key: required(attributes) };

const action = structure({
  Put: structure({ ...common, Item: required(attributes) }),
  Update: structure({ ...keyed, UpdateExpression: required(text()) }),
  Delete: structure(keyed),
  ConditionCheck: structure({ ...keyed, ConditionExpression: required(text()) }),
});

/** Writes several items, in any tables, or none of them. */
export function transactWriteItems(context: Context) {
  const { tables, items, cloud } = context;
  return endpoint<TransactWriteItemsInput, object>({
    input: structure({
      TransactItems: required(listOf(action, { min: 1, max: MOST_ACTIONS })),
      ClientRequestToken: text({ min: 1, max: 36 }),
      ReturnConsumedCapacity: returnConsumedCapacity,
      ReturnItemCollectionMetrics: text({ oneOf: ["SIZE", "NONE"] }),
    }),
    permissions: ({ TransactItems }) =>
      TransactItems.map((item) => {
        const { permission, TableName } = onlyAction(item);
        return { action: `dynamodb:${permission}`, resource: tables.arnOf(TableName) };
      }),
    run(input) {
      // Taken before anything brings numbers into another spelling.
      const request = fingerprint(input);
      if (isRepeated(context, input.ClientRequestToken, request)) return {};
      const plans = planAll(input.TransactItems, (item) => plan(context, item));
      expectOneEach(plans);
      if (payloadSize(input.TransactItems) > LARGEST_TRANSACTION) {
        throw validationError(`Transaction payload size cannot exceed ${LARGEST_TRANSACTION} bytes`);
      }
      const outcomes = decideAll(plans, (write) => decide(write, items.find(write.table, write.key)));
      const writes = plans.flatMap(({ table, key }, index) => {
        const outcome = outcomes[index];
        return outcome ? [{ table, key, outcome }] : [];
      });
      cloud.database.atomically(() => {
        for (const { table, key, outcome } of writes) {
          const { old, next } = outcome;
          // A ConditionCheck leaves the item as it is.
          if ((old || next) && old?.item !== next) items.write(table, key, old, next);
        }
        remember(context, input.ClientRequestToken, request);
      });
      const capacities = byTable(writes).flatMap(([table, group]) => {
        const capacity = writeCapacity(input.ReturnConsumedCapacity, table, group, UNITS_PER_WRITE);
        return capacity ? [{ ...capacity, WriteCapacityUnits: capacity.CapacityUnits }] : [];
      });
      return { ConsumedCapacity: capacities.length > 0 ? capacities : undefined };
    },
  });
}

function onlyAction(item: Action): { permission: string; TableName: string } {
  const { Put, Update, Delete, ConditionCheck } = item;
  const [given, ...others] = [
    ...(Put ? [{ permission: "PutItem", TableName: Put.TableName }] : []),
    ...(Update ? [{ permission: "UpdateItem", TableName: Update.TableName }] : []),
    ...(Delete ? [{ permission: "DeleteItem", TableName: Delete.TableName }] : []),
    ...(ConditionCheck ? [{ permission: "ConditionCheckItem", TableName: ConditionCheck.TableName }] : []),
  ];
  if (given && others.length === 0) return given;
  throw validationError("TransactItems can only contain one of Check, Put, Update or Delete");
}

function plan(context: Context, item: Action): PlannedWrite {
  onlyAction(item);
  if (item.Put) return planPut(context, item.Put);
  if (item.Update) return planUpdate(context, item.Update);
  if (item.Delete) return planDelete(context, item.Delete);
  return planCheck(context, item.ConditionCheck as DeleteInput);
}

/** What counts is how much the request brings, not how large the items are that it changes. */
function payloadSize(actions: readonly Action[]): number {
  return actions.reduce((total, { Put, Update, Delete, ConditionCheck }) => {
    const { ExpressionAttributeValues = {} } = Put ?? Update ?? Delete ?? ConditionCheck ?? {};
    const subject = Put?.Item ?? (Update ?? Delete ?? ConditionCheck)?.Key ?? {};
    return total + itemSize(subject) + itemSize(ExpressionAttributeValues);
  }, 0);
}

/** Whether this very transaction has been done already. Throws when its token was used for another one. */
function isRepeated({ cloud }: Context, token: string | undefined, request: string): boolean {
  if (token === undefined) return false;
  const known = cloud.database.get<{ request: string }>(
    "SELECT request FROM dynamodb_transactions WHERE token = ? AND created_at > ?",
    token,
    Date.now() - TOKEN_LIFETIME_MS,
  );
  if (!known) return false;
  if (known.request === request) return true;
  throw new AwsError(
    "IdempotentParameterMismatchException",
    `ClientRequestToken ${token} was used with other parameters within the last 10 minutes: use a new one`,
  );
}

function remember({ cloud }: Context, token: string | undefined, request: string): void {
  if (token === undefined) return;
  cloud.database.run(
    "INSERT OR REPLACE INTO dynamodb_transactions (token, request, created_at) VALUES (?, ?, ?)",
    token,
    request,
    Date.now(),
  );
}

function fingerprint({ TransactItems }: TransactWriteItemsInput): string {
  return createHash("sha256").update(JSON.stringify(TransactItems)).digest("base64");
}
