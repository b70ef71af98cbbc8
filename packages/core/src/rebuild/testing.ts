import {
  type AttributeValue,
  BatchWriteItemCommand,
  type DynamoDBClient,
  paginateScan,
} from "@aws-sdk/client-dynamodb";

/** A row as the table has it. */
export type Item = Record<string, AttributeValue>;

/** Everything that is in the table, in the order of its keys. */
export async function dumpTable(client: DynamoDBClient, TableName: string): Promise<Item[]> {
  const items: Item[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
    items.push(...Items);
  return items.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

export const keyOf = ({ pk, sk }: Item): string => `${pk?.S} ${sk?.S}`;

/** The names of what rows of an entity have, all rows together. */
export const attributesOf = (items: readonly Item[], entity: string): string[] =>
  [...new Set(items.filter((item) => item.__edb_e__?.S === entity).flatMap((item) => Object.keys(item)))]
    .filter((name) => !/^(__edb_|pk$|sk$|gsi\d)/.test(name))
    .sort();

/** Takes rows out of the table. */
export async function deleteItems(client: DynamoDBClient, TableName: string, items: readonly Item[]): Promise<void> {
  for (let start = 0; start < items.length; start += 25) {
    const requests = items.slice(start, start + 25).map(({ pk, sk }) => ({
      DeleteRequest: { Key: { ...(pk && { pk }), ...(sk && { sk }) } },
    }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }));
  }
}
