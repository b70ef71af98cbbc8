import { GetObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { expect, it } from "vitest";
import { attachment } from "./attachment.ts";

const AWS = { AWS_REGION: "eu-central-1", AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "secret" };
Object.assign(process.env, AWS, { AWS_SESSION_TOKEN: "to/ken+with=signs" });
const { presign, signer } = await import("./presign.ts");

const NAMES = ["a.mov", "Ünï (1) 'take'!*.mov", "a//b/../c.mov", "%2F 100% + & ? # =.mov", "-?", "~._-"];

it.each(NAMES.flatMap((name) => [undefined, attachment(name)].map((disposition) => ({ name, disposition }))))(
  "signs $name with $disposition as the SDK does",
  async ({ name, disposition }) => {
    const [bucket, key, signingDate] = ["media-eu", `wsp_1/ast_1/${name}`, new Date("2026-01-01T00:00:00Z")];
    const command = new GetObjectCommand({
      ...{ Bucket: bucket, Key: key },
      ...(disposition && { ResponseContentDisposition: disposition }),
    });
    const expected = await getSignedUrl(signer, command, { signingDate, expiresIn: 4500 });
    expect(expected).toMatch(/^https:\/\/media-eu\.s3\.eu-central-1\.amazonaws\.com\/wsp_1/);
    expect(await presign({ bucket, key, disposition, signingDate, expiresInS: 4500 })).toBe(expected);
  },
);
