import type { Cloud } from "../cloud.ts";
import type { Deployer } from "./deployer.ts";

interface ItemInputs {
  readonly tableName: string;
  readonly hashKey: string;
  readonly rangeKey?: string;
  /** An item as JSON, in DynamoDB's form: `{"pk":{"S":"a"}}`. */
  readonly item: string;
}

/** Items that infra writes itself. They are written again at every start, whatever became of them. */
export function dynamoDbItemsDeployer(cloud: Cloud): Deployer {
  const keyOf = ({ hashKey, rangeKey, item }: ItemInputs) => {
    const values = JSON.parse(item) as Record<string, object>;
    return Object.fromEntries([hashKey, ...(rangeKey ? [rangeKey] : [])].map((name) => [name, values[name]]));
  };
  return {
    types: ["aws:dynamodb/tableItem:TableItem"],
    async apply({ inputs }: { inputs: ItemInputs }) {
      const input = { TableName: inputs.tableName, Item: JSON.parse(inputs.item) };
      await cloud.call({ kind: "operator" }, "dynamodb", "PutItem", input);
    },
    async remove({ inputs }: { inputs: ItemInputs }) {
      await cloud.call({ kind: "operator" }, "dynamodb", "DeleteItem", {
        TableName: inputs.tableName,
        Key: keyOf(inputs),
      });
    },
  };
}
