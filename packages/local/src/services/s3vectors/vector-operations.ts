import type {
  DeleteVectorsCommandInput,
  GetVectorsCommandInput,
  ListVectorsCommandInput,
  PutVectorsCommandInput,
  QueryVectorsCommandInput,
} from "@aws-sdk/client-s3vectors";
import type { Place } from "../../cloud.ts";
import { operation } from "../../service.ts";
import type { Catalog } from "./catalog.ts";
import type { VectorEngine } from "./engine/engine.ts";
import type { StoredVector } from "./engine/store.ts";
import { invalid } from "./errors.ts";
import { parseFilter } from "./filter.ts";
import { LIMITS } from "./limits.ts";
import { type IndexReference, indexArn, indexOf } from "./names.ts";
import { afterOf, pageSize, tokenOf } from "./page.ts";
import { checkData, checkKeys, checkSegment, checkTopK, checkVectors } from "./vector-checks.ts";

const DEFAULT_PAGE = 500;

/** The API of vectors. */
export function vectorOperations(catalog: Catalog, engine: VectorEngine, place: Place) {
  const may = (input: IndexReference, ...actions: string[]) => {
    const resource = indexArn(place, indexOf(input));
    return actions.map((action) => ({ action: `s3vectors:${action}`, resource }));
  };

  return {
    PutVectors: operation({
      permissions: (input: PutVectorsCommandInput) => may(input, "PutVectors"),
      async run(input: PutVectorsCommandInput) {
        const index = catalog.index(indexOf(input));
        await engine.call("put", index, checkVectors(input.vectors, index));
        return {};
      },
    }),
    GetVectors: operation({
      permissions: (input: GetVectorsCommandInput) => may(input, "GetVectors"),
      async run(input: GetVectorsCommandInput) {
        const index = catalog.index(indexOf(input));
        const found = await engine.call("get", index, checkKeys(input.keys, LIMITS.keysPerGet));
        return { vectors: found.map((vector) => describe(vector, input)) };
      },
    }),
    ListVectors: operation({
      permissions: (input: ListVectorsCommandInput) =>
        may(input, "ListVectors", ...(input.returnData || input.returnMetadata ? ["GetVectors"] : [])),
      async run(input: ListVectorsCommandInput) {
        const index = catalog.index(indexOf(input));
        const { vectors, next } = await engine.call("list", index, {
          after: afterOf(input.nextToken, "number") ?? 0,
          limit: pageSize(input.maxResults, DEFAULT_PAGE, LIMITS.vectorsPerPage),
          bytes: LIMITS.pageBytes,
          ...checkSegment(input.segmentCount, input.segmentIndex),
        });
        return {
          vectors: vectors.map((vector) => describe(vector, input)),
          nextToken: next === undefined ? undefined : tokenOf(next),
        };
      },
    }),
    DeleteVectors: operation({
      permissions: (input: DeleteVectorsCommandInput) => may(input, "DeleteVectors"),
      async run(input: DeleteVectorsCommandInput) {
        const index = catalog.index(indexOf(input));
        await engine.call("remove", index, checkKeys(input.keys, LIMITS.keysPerDelete));
        return {};
      },
    }),
    QueryVectors: operation({
      permissions: (input: QueryVectorsCommandInput) =>
        may(input, "QueryVectors", ...(input.filter !== undefined || input.returnMetadata ? ["GetVectors"] : [])),
      async run(input: QueryVectorsCommandInput) {
        const index = catalog.index(indexOf(input));
        const topK = checkTopK(input.topK);
        const query = checkData(input.queryVector, "queryVector", index);
        const filter = input.filter === undefined ? undefined : parseFilter(input.filter, index.nonFilterableKeys);
        // All results fit into one page, so no token is ever given out.
        if (input.nextToken) throw invalid({ path: "nextToken", message: `${input.nextToken} was not given out here` });
        const found = await engine.call("query", index, query, {
          topK,
          filter,
          metadata: input.returnMetadata === true,
        });
        return {
          distanceMetric: index.metric,
          vectors: found.map(({ key, distance, metadata }) => ({
            key,
            ...(input.returnDistance && { distance }),
            ...(metadata && { metadata }),
          })),
        };
      },
    }),
  };
}

interface Asked {
  readonly returnData?: boolean | undefined;
  readonly returnMetadata?: boolean | undefined;
}

const describe = ({ key, data, metadata }: StoredVector, { returnData, returnMetadata }: Asked) => ({
  key,
  ...(returnData && { data: { float32: Array.from(data) } }),
  ...(returnMetadata && metadata && { metadata }),
});
