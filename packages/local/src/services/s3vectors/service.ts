import path from "node:path";
import type { Cloud } from "../../cloud.ts";
import type { Service } from "../../service.ts";
import { bucketOperations } from "./bucket-operations.ts";
import { Catalog } from "./catalog.ts";
import { vectorsCodec } from "./codec.ts";
import { VectorEngine } from "./engine/engine.ts";
import { indexOperations } from "./index-operations.ts";
import { vectorOperations } from "./vector-operations.ts";

export interface S3Vectors extends Service {
  readonly catalog: Catalog;
}

/** Amazon S3 Vectors: exact search with metadata filters, over a first pass in eight bits a number. */
export function createS3Vectors({ place, database }: Cloud): S3Vectors {
  const catalog = new Catalog(database);
  const file = path.join(place.directory, "s3vectors.sqlite");
  const engine = new VectorEngine(() => ({ file, kept: catalog.indexIds() }));
  return {
    name: "s3vectors",
    codec: vectorsCodec(),
    operations: {
      ...bucketOperations(catalog, place),
      ...indexOperations(catalog, engine, place),
      ...vectorOperations(catalog, engine, place),
    },
    stop: () => engine.stop(),
    catalog,
  };
}
