/**
 * Where vectors of scenes are, and what they are made by. To change the model, the texts or what answers to the model's id: make
 * another index beside the one that serves (another version, or another model), name both in `indexes` and both models in `models`,
 * let the links below name the new ones, deploy, and run ./videoflow reembed: see docs/decisions/embedding-index.md.
 */
const titan = { id: "amazon.titan-embed-text-v2:0", name: "titan-embed-text-v2", dimensions: 512 };

const { region } = aws.getRegionOutput();

const bucket = new aws.s3.VectorsVectorBucket("VectorsBucket", {
  vectorBucketName: `${$app.name}-${$app.stage}-vectors`,
  forceDestroy: $app.stage !== "production",
});

const scenes = indexOf("ScenesIndex", { ...titan, version: 1 });

/** All that may be written to and asked: while vectors are made anew, the index that serves and the one that is filled. */
export const indexes = [scenes];

export const models = [$interpolate`arn:aws:bedrock:${region}::foundation-model/${titan.id}`];

export const vectors = new sst.Linkable("Vectors", {
  properties: { bucket: bucket.vectorBucketName, index: scenes.indexName },
});

export const embedding = new sst.Linkable("Embedding", {
  properties: { model: titan.id, dimensions: titan.dimensions },
});

/** The keys are those of NOT_FILTERABLE in packages/core/src/search/scene-facts.ts: what comes back and is not asked for. */
function indexOf(resource: string, model: { name: string; dimensions: number; version: number }) {
  const { name, dimensions, version } = model;
  return new aws.s3.VectorsIndex(resource, {
    vectorBucketName: bucket.vectorBucketName,
    indexName: `scenes-${name}-${dimensions}-v${version}`,
    dataType: "float32",
    dimension: dimensions,
    distanceMetric: "cosine",
    metadataConfiguration: { nonFilterableMetadataKeys: ["scene", "startMs", "endMs"] },
  });
}
