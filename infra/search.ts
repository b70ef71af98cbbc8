/**
 * What texts are embedded by. To change it, declare another index (a new VERSION) beside the one that serves, deploy, and run
 * workflow Reembed: see docs/decisions/embedding-index.md.
 */
const MODEL = "amazon.titan-embed-text-v2:0";
const DIMENSIONS = 512;
const VERSION = 1;

const { region } = aws.getRegionOutput();

const bucket = new aws.s3.VectorsVectorBucket("VectorsBucket", {
  vectorBucketName: `${$app.name}-${$app.stage}-vectors`,
  forceDestroy: $app.stage !== "production",
});

/** The keys are those of NOT_FILTERABLE in packages/core/src/search/scene-facts.ts: what comes back and is not asked for. */
const scenes = new aws.s3.VectorsIndex("ScenesIndex", {
  vectorBucketName: bucket.vectorBucketName,
  indexName: `scenes-titan-embed-text-v2-${DIMENSIONS}-v${VERSION}`,
  dataType: "float32",
  dimension: DIMENSIONS,
  distanceMetric: "cosine",
  metadataConfiguration: { nonFilterableMetadataKeys: ["scene", "startMs", "endMs"] },
});

/** All that may be written to and asked: while vectors are made anew, the index that serves and the one that is filled. */
export const indexes = [scenes];

export const models = [$interpolate`arn:aws:bedrock:${region}::foundation-model/${MODEL}`];

export const vectors = new sst.Linkable("Vectors", {
  properties: { bucket: bucket.vectorBucketName, index: scenes.indexName },
});

export const embedding = new sst.Linkable("Embedding", { properties: { model: MODEL, dimensions: DIMENSIONS } });
