import { attributes, attributeValue } from "./attribute-shape.ts";
import { boolean, listOf, mapOf, required, type Shape, structure, text } from "./shape.ts";

/** Members that many operations share. */

const NAME = /^[a-zA-Z0-9_.-]+$/;
const name = text({ min: 3, max: 255, pattern: NAME });

/** A new name. */
export const newTableName = required(name);

const TABLE_ARN = /^arn:[^:]+:dynamodb:[^:]+:[0-9]+:table\/[a-zA-Z0-9_.-]{3,255}$/;

/** A table's name, or its ARN. */
export const tableName = required((value, ...where) => {
  if (typeof value !== "string" || !TABLE_ARN.test(value)) name(value, ...where);
});

export const indexName = text({ min: 3, max: 255, pattern: NAME });

export const returnConsumedCapacity = text({ oneOf: ["INDEXES", "TOTAL", "NONE"] });

export const placeholders = {
  ExpressionAttributeNames: mapOf(text(), "java.lang.String"),
  ExpressionAttributeValues: attributes,
};

const comparisonOperator = text({
  oneOf: [
    "IN",
    "NULL",
    "BETWEEN",
    "LT",
    "NOT_CONTAINS",
    "EQ",
    "GT",
    "NOT_NULL",
    "NE",
    "LE",
    "BEGINS_WITH",
    "GE",
    "CONTAINS",
  ],
});

/** A condition as requests had it before expressions. */
const legacyCondition: Shape = structure(
  {
    ComparisonOperator: required(comparisonOperator),
    AttributeValueList: listOf(attributeValue),
  },
  "Condition",
);

export const legacyConditions = mapOf(legacyCondition, "Condition");
export const conditionalOperator = text({ oneOf: ["OR", "AND"] });
export const attributesToGet = listOf(text(), { min: 1, max: 255 });

export const legacyExpected = mapOf(
  structure(
    {
      ComparisonOperator: comparisonOperator,
      AttributeValueList: listOf(attributeValue),
      Exists: boolean,
      Value: attributeValue,
    },
    "ExpectedAttributeValue",
  ),
  "ExpectedAttributeValue",
);

export const legacyUpdates = mapOf(
  structure({ Action: text({ oneOf: ["ADD", "PUT", "DELETE"] }), Value: attributeValue }, "AttributeValueUpdate"),
  "AttributeValueUpdate",
);

/** What PutItem, UpdateItem and DeleteItem have in common. */
export const conditionalWrite = {
  TableName: tableName,
  ConditionExpression: text(),
  ...placeholders,
  ReturnConsumedCapacity: returnConsumedCapacity,
  ReturnItemCollectionMetrics: text({ oneOf: ["SIZE", "NONE"] }),
  ReturnValues: text({ oneOf: ["ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW"] }),
  ReturnValuesOnConditionCheckFailure: text({ oneOf: ["ALL_OLD", "NONE"] }),
  Expected: legacyExpected,
  ConditionalOperator: conditionalOperator,
};
