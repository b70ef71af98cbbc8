/** The three buckets are the truth: everything else can be rebuilt from them. */

/** Originals, as they came. Browsers put parts here by signed URLs and need the ETag of each answer. */
export const input = bucket("Input", { allowMethods: ["PUT"], exposeHeaders: ["ETag"] });

/** Everything that is made from an original, under `<workspace>/<asset>/`. Browsers read by signed URLs. */
export const media = bucket("Media", { allowMethods: ["GET", "HEAD"] });

/** Files that leave the house. */
export const output = bucket("Output", { allowMethods: ["GET", "HEAD"] });

type Cors = Exclude<NonNullable<sst.aws.BucketArgs["cors"]>, boolean>;

function bucket(name: string, cors: Cors): sst.aws.Bucket {
  const made = new sst.aws.Bucket(name, {
    enforceHttps: true,
    cors: { allowOrigins: ["*"], allowHeaders: ["*"], maxAge: "1 hour", ...cors },
    transform: { bucket: { forceDestroy: $app.stage !== "production" } },
  });
  new aws.s3.BucketServerSideEncryptionConfiguration(`${name}Encryption`, {
    bucket: made.name,
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
  });
  // Nothing that is whole ever expires. Parts of uploads that nobody completed do.
  new aws.s3.BucketLifecycleConfiguration(`${name}Lifecycle`, {
    bucket: made.name,
    rules: [
      {
        id: "abandoned-uploads",
        status: "Enabled",
        filter: { prefix: "" },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      },
    ],
  });
  return made;
}
