import type { Cloud } from "../../cloud.ts";
import type { Items } from "./items/items.ts";
import type { Streams } from "./streams/streams.ts";
import type { Background } from "./tables/background.ts";
import type { Tables } from "./tables/tables.ts";

/** What every operation of DynamoDB works with. */
export interface Context {
  readonly cloud: Cloud;
  readonly tables: Tables;
  readonly items: Items;
  readonly streams: Streams;
  readonly background: Background;
}
