import manifest from "../packages/media/package.json" with { type: "json" };
import { LAYER_ARCHIVE, LAYER_KEY } from "./ffmpeg-build.ts";
import { input, media } from "./storage.ts";

/** MediaConvert reads originals and writes what it makes of them, and nothing else. */
export const role = new aws.iam.Role("TranscoderRole", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "mediaconvert.amazonaws.com" }),
  inlinePolicies: [
    {
      name: "inline",
      policy: aws.iam.getPolicyDocumentOutput({
        statements: [
          { actions: ["s3:GetObject"], resources: [$interpolate`${input.arn}/uploads/*`] },
          { actions: ["s3:PutObject"], resources: [$interpolate`${media.arn}/wsp_*`] },
        ],
      }).json,
    },
  ],
});

export const queue = new aws.mediaconvert.Queue("TranscoderQueue", { pricingPlan: "ON_DEMAND", status: "ACTIVE" });

export const transcoder = new sst.Linkable("Transcoder", { properties: { queue: queue.arn, role: role.arn } });

/**
 * ffmpeg and ffprobe in /opt/bin, which is on a function's PATH. `npm run deploy` makes the archive from a pinned build
 * before it deploys; it goes through a bucket since it is larger than what may be sent to Lambda directly.
 */
const archive = new aws.s3.BucketObjectv2("FfmpegArchive", {
  bucket: media.name,
  key: LAYER_KEY,
  source: new $util.asset.FileAsset(`${$cli.paths.root}/${LAYER_ARCHIVE}`),
});

export const ffmpeg = new aws.lambda.LayerVersion("FfmpegLayer", {
  layerName: $interpolate`${$app.name}-${$app.stage}-ffmpeg`,
  s3Bucket: archive.bucket,
  s3Key: archive.key,
  compatibleArchitectures: ["arm64"],
  compatibleRuntimes: ["nodejs24.x"],
});

/** What draws text, and the letters, with their versions: they lie beside the code, since they are no code that could be bundled. */
export const lettering: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(manifest.dependencies).filter(([name]) => /^@(expo-google-fonts|resvg)\//.test(name)),
);
