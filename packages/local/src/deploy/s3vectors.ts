import type { Resource } from "../graph/resources.ts";
import { checkUnsupported } from "../services/s3vectors/bucket-operations.ts";
import type { IndexRecord } from "../services/s3vectors/catalog.ts";
import { checkDefinition } from "../services/s3vectors/index-operations.ts";
import { checkBucketName } from "../services/s3vectors/names.ts";
import type { S3Vectors } from "../services/s3vectors/service.ts";
import type { Deployer } from "./deployer.ts";

interface Encryption {
  readonly sseType?: "AES256" | "aws:kms";
}

interface BucketInputs {
  readonly vectorBucketName: string;
  readonly encryptionConfigurations?: readonly Encryption[];
}

interface IndexInputs {
  readonly vectorBucketName: string;
  readonly indexName: string;
  readonly dataType: "float32";
  readonly dimension: number;
  readonly distanceMetric: "cosine" | "euclidean";
  readonly metadataConfiguration?: { readonly nonFilterableMetadataKeys: string[] };
  readonly encryptionConfigurations?: readonly Encryption[];
}

const BUCKET = "aws:s3/vectorsVectorBucket:VectorsVectorBucket";
const INDEX = "aws:s3/vectorsIndex:VectorsIndex";

/**
 * Vector buckets and their indexes. An index whose definition has changed is another one, as on AWS: its vectors are gone.
 * Vectors that an index leaves behind are removed when the engine is next started.
 */
export function s3VectorsDeployer({ catalog }: S3Vectors): Deployer {
  return {
    types: [BUCKET, INDEX],

    apply({ type, inputs }) {
      checkUnsupported({ encryptionConfiguration: (inputs as BucketInputs).encryptionConfigurations?.[0] });
      if (type === BUCKET) applyBucket(inputs);
      else applyIndex(inputs);
    },

    remove({ type, inputs }: Resource<BucketInputs | IndexInputs>) {
      if (type === BUCKET) removeBucket(inputs.vectorBucketName);
      else removeIndex(inputs as IndexInputs);
    },
  };

  function applyBucket({ vectorBucketName }: BucketInputs): void {
    const name = checkBucketName(vectorBucketName);
    if (!catalog.findBucket(name)) catalog.createBucket(name);
  }

  function applyIndex(inputs: IndexInputs): void {
    const wanted = { bucket: inputs.vectorBucketName, ...checkDefinition(inputs) };
    const known = catalog.findIndex({ bucket: wanted.bucket, index: wanted.name });
    if (known && isSame(known, wanted)) return;
    if (known) catalog.removeIndex(known.id);
    catalog.createIndex(wanted);
  }

  /** Without its indexes there is nothing of it; those that the graph does not know go with it. */
  function removeBucket(name: string): void {
    for (const index of catalog.indexes(name, "", "", -1)) catalog.removeIndex(index.id);
    catalog.removeBucket(name);
  }

  function removeIndex({ vectorBucketName, indexName }: IndexInputs): void {
    const index = catalog.findIndex({ bucket: vectorBucketName, index: indexName });
    if (index) catalog.removeIndex(index.id);
  }
}

type Definition = Pick<IndexRecord, "dimension" | "metric" | "nonFilterableKeys">;

const isSame = (one: Definition, other: Definition): boolean =>
  one.dimension === other.dimension &&
  one.metric === other.metric &&
  [...one.nonFilterableKeys].sort().join() === [...other.nonFilterableKeys].sort().join();
