import type {
  DeleteObjectTaggingRequest,
  GetObjectTaggingOutput,
  GetObjectTaggingRequest,
  PutObjectTaggingRequest,
} from "@aws-sdk/client-s3";
import { type Call, operation } from "../../../service.ts";
import { tell } from "../commit.ts";
import type { S3Context } from "../context.ts";
import { checkTags } from "../input.ts";
import { refuseVersion, requireObject } from "../lookup.ts";
import { onObject } from "../names.ts";

export function tagObjectOperations(context: S3Context) {
  const setTags = (
    { Bucket = "", Key = "", VersionId }: GetObjectTaggingRequest,
    tags: Record<string, string>,
    call: Call,
  ) => {
    refuseVersion(VersionId);
    const object = requireObject(context, Bucket, Key, call.principal);
    const event = Object.keys(tags).length > 0 ? "ObjectTagging:Put" : "ObjectTagging:Delete";
    context.cloud.database.atomically(() => {
      context.objects.put({ ...object, tags });
      tell(context, event, object, context.nextSequencer(), call);
    });
    return {};
  };
  return {
    GetObjectTagging: operation({
      permissions: ({ Bucket = "", Key = "" }: GetObjectTaggingRequest) => [onObject("GetObjectTagging", Bucket, Key)],
      run({ Bucket = "", Key = "", VersionId }, call): GetObjectTaggingOutput {
        refuseVersion(VersionId);
        const { tags } = requireObject(context, Bucket, Key, call.principal);
        return { TagSet: Object.entries(tags).map(([tag, Value]) => ({ Key: tag, Value })) };
      },
    }),
    PutObjectTagging: operation({
      permissions: ({ Bucket = "", Key = "" }: PutObjectTaggingRequest) => [onObject("PutObjectTagging", Bucket, Key)],
      run: (input, call) => setTags(input, checkTags(input.Tagging?.TagSet ?? []), call),
    }),
    DeleteObjectTagging: operation({
      permissions: ({ Bucket = "", Key = "" }: DeleteObjectTaggingRequest) => [
        onObject("DeleteObjectTagging", Bucket, Key),
      ],
      run: (input, call) => setTags(input, {}, call),
    }),
  };
}
