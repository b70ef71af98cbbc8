import {
  type AttributeValue,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
} from "@aws-sdk/client-dynamodb";
import { joinKey, type StorageAdapter } from "@openauthjs/openauth/storage/storage";
import { config, wrote } from "@videoflow/core/table";
import { Resource } from "sst";

const { client } = config;
const table = { TableName: Resource.AuthStorage.name };

type Item = Record<string, AttributeValue>;

/** The first two parts of a key are its partition, the rest what it is sorted by; of two parts each is one. */
const placeOf = (key: readonly string[]): Item =>
  key.length === 2
    ? { pk: { S: String(key[0]) }, sk: { S: String(key[1]) } }
    : { pk: { S: joinKey(key.slice(0, 2)) }, sk: { S: joinKey(key.slice(2)) } };

/** What OpenAuth makes where it finds none: the pair of keys with which it signs, and the one with which it seals cookies. */
const isKeyPair = ([kind]: readonly string[]): boolean => kind === "signing:key" || kind === "encryption:key";

/** Where keys belong that follow those which are no longer good: whoever makes some at the same time comes to the same place. */
async function nextPlaceOfKeys([kind = ""]: readonly string[]): Promise<Item> {
  let over = 0;
  for await (const [, value] of signInStorage.scan([kind])) if (value.expired) over++;
  return placeOf([kind, String(over)]);
}

const seconds = (date: number) => Math.floor(date / 1000);
const hasExpired = ({ expiry }: Item) => Number(expiry?.N ?? Number.POSITIVE_INFINITY) < seconds(Date.now());
const valueIn = (item: Item | undefined) =>
  item?.value?.S === undefined || hasExpired(item) ? undefined : JSON.parse(item.value.S);

/**
 * What OpenAuth keeps, in the table of `sst.aws.Auth` and in the layout of OpenAuth's own storage. Unlike that one it takes a
 * code away as it reads it: of two that bring the same code at once, one is given tokens. And of two processes that make keys at once,
 * as at the first sign-in of a stage, the first one's are kept, and both read those: what one has sealed or signed, the other is to open.
 */
export const signInStorage: StorageAdapter = {
  async get(key) {
    const read = { ...table, Key: placeOf(key) };
    if (key[0] !== "oauth:code")
      return valueIn((await client.send(new GetItemCommand({ ...read, ConsistentRead: true }))).Item);
    return valueIn((await client.send(new DeleteItemCommand({ ...read, ReturnValues: "ALL_OLD" }))).Attributes);
  },
  async set(key, value, expiry) {
    const Item = {
      ...(isKeyPair(key) ? await nextPlaceOfKeys(key) : placeOf(key)),
      value: { S: JSON.stringify(value) },
      ...(expiry && { expiry: { N: String(seconds(expiry.getTime())) } }),
    };
    const once = isKeyPair(key) && { ConditionExpression: "attribute_not_exists(pk)" };
    await wrote(client.send(new PutItemCommand({ ...table, Item, ...once })));
  },
  async remove(key) {
    await client.send(new DeleteItemCommand({ ...table, Key: placeOf(key) }));
  },
  async *scan(prefix) {
    const pk = prefix.length >= 2 ? joinKey(prefix.slice(0, 2)) : String(prefix[0]);
    const sk = joinKey(prefix.slice(2));
    const query = {
      ...{ ...table, ConsistentRead: true },
      KeyConditionExpression: sk ? "pk = :pk AND begins_with(sk, :sk)" : "pk = :pk",
      ExpressionAttributeValues: { ":pk": { S: pk }, ...(sk && { ":sk": { S: sk } }) },
    };
    for await (const { Items = [] } of paginateQuery({ client }, query)) {
      for (const item of Items) {
        if (!hasExpired(item)) yield [[String(item.pk?.S), String(item.sk?.S)], valueIn(item)];
      }
    }
  },
};

/** Whether infra wrote this address down as one to which a browser may be sent with a code. */
export async function isKnownReturn(address: string): Promise<boolean> {
  return (await signInStorage.get(["return", address])) !== undefined;
}
