import type {
  CreateIndexCommandInput,
  DeleteIndexCommandInput,
  GetIndexCommandInput,
  ListIndexesCommandInput,
} from "@aws-sdk/client-s3vectors";
import type { Place } from "../../cloud.ts";
import { operation } from "../../service.ts";
import { checkUnsupported } from "./bucket-operations.ts";
import type { Catalog, IndexRecord } from "./catalog.ts";
import type { VectorEngine } from "./engine/engine.ts";
import { invalid } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import { bucketArn, bucketOf, checkIndexName, type IndexReference, indexArn, indexOf } from "./names.ts";
import { afterOf, pageOf, pageSize } from "./page.ts";

/** The API of vector indexes. What an index is cannot be changed; only its vectors can. */
export function indexOperations(catalog: Catalog, engine: VectorEngine, place: Place) {
  const may = (action: string, input: IndexReference) => [
    { action: `s3vectors:${action}`, resource: indexArn(place, indexOf(input)) },
  ];
  const summary = ({ bucket, name, createdAt }: IndexRecord) => ({
    vectorBucketName: bucket,
    indexName: name,
    indexArn: indexArn(place, { bucket, index: name }),
    creationTime: new Date(createdAt),
  });

  return {
    CreateIndex: operation({
      permissions: (input: CreateIndexCommandInput) =>
        may("CreateIndex", { vectorBucketName: bucketOf(input), indexName: input.indexName }),
      run(input: CreateIndexCommandInput) {
        const index = { bucket: bucketOf(input), ...checkDefinition(input) };
        catalog.createIndex(index);
        return { indexArn: indexArn(place, { bucket: index.bucket, index: index.name }) };
      },
    }),
    GetIndex: operation({
      permissions: (input: GetIndexCommandInput) => may("GetIndex", input),
      run(input: GetIndexCommandInput) {
        const index = catalog.index(indexOf(input));
        const { dimension, metric, nonFilterableKeys } = index;
        return {
          index: {
            ...summary(index),
            dataType: "float32" as const,
            dimension,
            distanceMetric: metric,
            encryptionConfiguration: { sseType: "AES256" as const },
            ...(nonFilterableKeys.length > 0 && {
              metadataConfiguration: { nonFilterableMetadataKeys: [...nonFilterableKeys] },
            }),
          },
        };
      },
    }),
    ListIndexes: operation({
      permissions: (input: ListIndexesCommandInput) => [
        { action: "s3vectors:ListIndexes", resource: bucketArn(place, bucketOf(input)) },
      ],
      run(input: ListIndexesCommandInput) {
        const { name } = catalog.bucket(bucketOf(input));
        const size = pageSize(input.maxResults, LIMITS.entriesPerPage, LIMITS.entriesPerPage);
        const after = afterOf(input.nextToken, "string") ?? "";
        const page = pageOf(catalog.indexes(name, input.prefix ?? "", after, size + 1), size);
        return { indexes: page.entries.map(summary), nextToken: page.nextToken };
      },
    }),
    DeleteIndex: operation({
      permissions: (input: DeleteIndexCommandInput) => may("DeleteIndex", input),
      async run(input: DeleteIndexCommandInput) {
        const name = indexOf(input);
        catalog.bucket(name.bucket);
        // An index that does not exist is as deleted as it can be.
        const index = catalog.findIndex(name);
        if (!index) return {};
        catalog.removeIndex(index.id);
        await engine.call("drop", index.id);
        return {};
      },
    }),
  };
}

/** What an index is to be. Throws ValidationException. */
export function checkDefinition(input: Omit<CreateIndexCommandInput, "vectorBucketName" | "vectorBucketArn">) {
  const { dataType, dimension, distanceMetric, metadataConfiguration } = input;
  const name = checkIndexName(input.indexName);
  checkUnsupported(input);
  if (dataType !== "float32") throw invalid({ path: "dataType", message: "must be float32" });
  if (dimension === undefined || !Number.isInteger(dimension) || dimension < 1 || dimension > LIMITS.dimension) {
    throw invalid({ path: "dimension", message: `must be 1 to ${LIMITS.dimension}` });
  }
  if (distanceMetric !== "cosine" && distanceMetric !== "euclidean") {
    throw invalid({ path: "distanceMetric", message: "must be cosine or euclidean" });
  }
  const path = "metadataConfiguration.nonFilterableMetadataKeys";
  const nonFilterableKeys = metadataConfiguration?.nonFilterableMetadataKeys ?? [];
  if (metadataConfiguration && nonFilterableKeys.length === 0) throw invalid({ path, message: "must name a key" });
  if (nonFilterableKeys.length > LIMITS.nonFilterableKeys) {
    throw invalid({ path, message: `has ${nonFilterableKeys.length} keys, more than ${LIMITS.nonFilterableKeys}` });
  }
  if (new Set(nonFilterableKeys).size < nonFilterableKeys.length) throw invalid({ path, message: "names a key twice" });
  if (nonFilterableKeys.some((key) => key.length < 1 || key.length > LIMITS.metadataKeyLength)) {
    throw invalid({ path, message: `keys must have 1 to ${LIMITS.metadataKeyLength} characters` });
  }
  return { name, dimension, metric: distanceMetric, nonFilterableKeys };
}
