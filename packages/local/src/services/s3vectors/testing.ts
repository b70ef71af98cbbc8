import {
  CreateIndexCommand,
  type CreateIndexCommandInput,
  CreateVectorBucketCommand,
  type PutInputVector,
  PutVectorsCommand,
  QueryVectorsCommand,
  type QueryVectorsCommandInput,
  S3VectorsClient,
} from "@aws-sdk/client-s3vectors";
import { startTestCloud, type TestCloudOptions } from "../../testing.ts";

export const BUCKET = "vectors";
export const INDEX = "scenes";
export const place = { vectorBucketName: BUCKET, indexName: INDEX };

/** A cloud with a client of S3 Vectors, and short ways to say what tests say often. */
export async function startS3Vectors(options: TestCloudOptions = {}) {
  const cloud = await startTestCloud(options);
  const client = new S3VectorsClient(cloud.clientConfig);
  return {
    ...cloud,
    client,
    /** A bucket and an index in it. */
    create: async (index: Partial<CreateIndexCommandInput> = {}) => {
      await client.send(new CreateVectorBucketCommand({ vectorBucketName: BUCKET }));
      await client.send(
        new CreateIndexCommand({
          ...place,
          dataType: "float32",
          dimension: 3,
          distanceMetric: "cosine",
          ...index,
        }),
      );
    },
    put: (...vectors: PutInputVector[]) => client.send(new PutVectorsCommand({ ...place, vectors })),
    query: async (float32: number[], input: Partial<QueryVectorsCommandInput> = {}) => {
      const asked = { ...place, topK: 100, returnDistance: true, queryVector: { float32 }, ...input };
      const { vectors = [] } = await client.send(new QueryVectorsCommand(asked));
      return vectors;
    },
  };
}

export const vector = (key: string, float32: number[], metadata?: PutInputVector["metadata"]): PutInputVector => ({
  key,
  data: { float32 },
  ...(metadata !== undefined && { metadata }),
});
