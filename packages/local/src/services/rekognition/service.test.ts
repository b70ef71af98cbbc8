import {
  DetectFacesCommand,
  DetectLabelsCommand,
  type DetectLabelsCommandInput,
  DetectTextCommand,
  type DetectTextCommandOutput,
  IndexFacesCommand,
  RekognitionClient,
} from "@aws-sdk/client-rekognition";
import { CreateBucketCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Resource } from "../../graph/resources.ts";
import { startTestCloud, type TestCloud } from "../../testing.ts";
import { s3Client } from "../s3/testing.ts";
import { photograph, sceneOf } from "./people/scenes.ts";
import { blank, face, gifOf, jpegOf, outlined, pngOf, stopSign, title } from "./testing.ts";

const LOOKER = "arn:aws:iam::000000000000:role/Looker";
const looker: Resource = {
  type: "aws:iam/role:Role",
  name: "Looker",
  inputs: {
    name: "Looker",
    inlinePolicies: [
      {
        policy: JSON.stringify({
          Statement: [
            { Effect: "Allow", Action: "rekognition:DetectLabels", Resource: "*" },
            { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::pictures/mine/*" },
          ],
        }),
      },
    ],
  },
};

let cloud: TestCloud;
let client: RekognitionClient;
beforeAll(async () => {
  cloud = await startTestCloud({ resources: [looker] });
  client = new RekognitionClient(cloud.clientConfig);
  await s3Client(cloud).send(new CreateBucketCommand({ Bucket: "pictures" }));
});
afterAll(() => cloud.stop());

const put = async (Key: string, Body: Uint8Array) => {
  await s3Client(cloud).send(new PutObjectCommand({ Bucket: "pictures", Key, Body }));
  return { S3Object: { Bucket: "pictures", Name: Key } };
};

const labels = (input: Partial<DetectLabelsCommandInput>) =>
  client.send(new DetectLabelsCommand({ Image: undefined, ...input }));

describe("DetectLabels", () => {
  it("tells each thing with its place, and what it counts to", async () => {
    const Bytes = await jpegOf(stopSign(200, 150, 70) + stopSign(700, 170, 90));
    const { Labels = [], LabelModelVersion } = await labels({ Image: { Bytes } });
    expect(LabelModelVersion).toMatch(/^centernet \d+\.\d+\.\d+$/);
    expect(Labels.map(({ Name }) => Name)).toEqual(["Stop Sign", "Road Sign", "Sign", "Symbol"]);
    const [sign, parent] = Labels;
    expect(sign).toMatchObject({
      Parents: [{ Name: "Road Sign" }, { Name: "Sign" }, { Name: "Symbol" }],
      Categories: [{ Name: "Transport and Logistics" }],
    });
    expect(parent?.Instances).toEqual([]);
    expect(sign?.Confidence).toBeGreaterThan(80);
    const lefts = sign?.Instances?.map(({ BoundingBox }) => BoundingBox?.Left ?? 0) ?? [];
    expect(lefts).toHaveLength(2);
    expect(Math.min(...lefts)).toBeCloseTo(130 / 960, 1);
    expect(Math.max(...lefts)).toBeCloseTo(610 / 960, 1);
  });

  it("counts people, and sees nobody in the same room without them", async () => {
    const personsIn = async (people: number) => {
      const { Labels = [] } = await labels({ Image: { Bytes: await photograph(sceneOf(5, people)) } });
      return Labels.find(({ Name }) => Name === "Person")?.Instances?.length ?? 0;
    };
    expect([await personsIn(2), await personsIn(0)]).toEqual([2, 0]);
  });

  it("sees nothing where nothing is", async () => {
    expect(await labels({ Image: { Bytes: await jpegOf() } })).toMatchObject({ Labels: [] });
  });

  it("tells no more labels than it is asked for, and only such as pass the filters", async () => {
    const Image = { Bytes: await pngOf(stopSign(480, 180, 100)) };
    expect((await labels({ Image, MaxLabels: 1 })).Labels).toHaveLength(1);
    expect((await labels({ Image, MinConfidence: 99.9 })).Labels).toEqual([]);
    const GeneralLabels = { LabelInclusionFilters: ["Sign", "Symbol"], LabelExclusionFilters: ["Symbol"] };
    const filtered = await labels({ Image, Features: ["GENERAL_LABELS"], Settings: { GeneralLabels } });
    expect(filtered.Labels?.map(({ Name }) => Name)).toEqual(["Sign"]);
  });
});

it("DetectFaces tells where a face is", async () => {
  const Image = { Bytes: await jpegOf(face(480, 60)) };
  const { FaceDetails = [] } = await client.send(new DetectFacesCommand({ Image }));
  expect(FaceDetails).toHaveLength(1);
  expect(FaceDetails[0]?.Confidence).toBeGreaterThan(60);
  const { Left = 0, Width = 0, Top = 0, Height = 0 } = FaceDetails[0]?.BoundingBox ?? {};
  expect(Left + Width / 2).toBeCloseTo(0.5, 1);
  expect(Top + Height / 2).toBeCloseTo((60 + 2.4 * 60) / 540, 1);
  const empty = { Bytes: await jpegOf(title(80, 450, "Nobody")) };
  expect((await client.send(new DetectFacesCommand({ Image: empty }))).FaceDetails).toEqual([]);
});

describe("DetectText", () => {
  const textsOf = ({ TextDetections = [] }: DetectTextCommandOutput, type: "LINE" | "WORD") =>
    TextDetections.filter(({ Type }) => Type === type).map(({ DetectedText }) => DetectedText);

  it("reads lines and their words, with their places", async () => {
    const Image = { Bytes: await jpegOf(title(80, 450, "Ferry to Almada") + outlined(300, 120, "Departs at noon")) };
    const read = await client.send(new DetectTextCommand({ Image }));
    expect(read.TextModelVersion).toMatch(/^tesseract \d+\.\d+\.\d+ eng /);
    expect(textsOf(read, "LINE")).toEqual(["Departs at noon", "Ferry to Almada"]);
    expect(textsOf(read, "WORD")).toEqual(["Departs", "at", "noon", "Ferry", "to", "Almada"]);
    const { TextDetections = [] } = read;
    expect(TextDetections.map(({ Id }) => Id)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(TextDetections.slice(2).map(({ ParentId }) => ParentId)).toEqual([0, 0, 0, 1, 1, 1]);
    const ferry = TextDetections.find(({ DetectedText }) => DetectedText === "Ferry");
    expect(ferry?.Geometry?.BoundingBox?.Left).toBeCloseTo(80 / 960, 1);
    expect(ferry?.Geometry?.Polygon).toHaveLength(4);
    expect(ferry?.Confidence).toBeGreaterThan(80);
  });

  it("leaves out words that do not pass the filter", async () => {
    const Image = { Bytes: await jpegOf(title(80, 450, "Ferry")) };
    const asked = (MinBoundingBoxWidth: number) =>
      client.send(new DetectTextCommand({ Image, Filters: { WordFilter: { MinBoundingBoxWidth } } }));
    expect(textsOf(await asked(0.05), "LINE")).toEqual(["Ferry"]);
    expect((await asked(0.9)).TextDetections).toEqual([]);
  });
});

describe("an object of S3", () => {
  it("is looked at like bytes", async () => {
    const Image = await put("mine/sign.jpg", await jpegOf(stopSign(480, 180, 100)));
    expect((await labels({ Image })).Labels?.[0]?.Name).toBe("Stop Sign");
  });

  it("is looked at with the rights of the caller", async () => {
    const credentials = cloud.cloud.credentialsOf({ kind: "role", arn: LOOKER, session: "looker" });
    const asLooker = new RekognitionClient({ ...cloud.clientConfig, credentials });
    const bytes = await jpegOf(stopSign(480, 180, 100));
    const [mine, other] = [await put("mine/a.jpg", bytes), await put("other/a.jpg", bytes)];
    expect((await asLooker.send(new DetectLabelsCommand({ Image: mine }))).Labels).not.toEqual([]);
    const refused = { name: "InvalidS3ObjectException", $metadata: { httpStatusCode: 400 } };
    await expect(asLooker.send(new DetectLabelsCommand({ Image: other }))).rejects.toMatchObject(refused);
    await expect(asLooker.send(new DetectTextCommand({ Image: mine }))).rejects.toMatchObject({
      message: expect.stringContaining("rekognition:DetectText"),
    });
  });

  it("that does not exist, or is too large, is refused", async () => {
    const Image = { S3Object: { Bucket: "pictures", Name: "mine/none.jpg" } };
    await expect(labels({ Image })).rejects.toMatchObject({ name: "InvalidS3ObjectException" });
    const large = await put("mine/large.jpg", Buffer.alloc(15 * 1024 * 1024 + 1));
    await expect(labels({ Image: large })).rejects.toMatchObject({ name: "ImageTooLargeException" });
  });
});

const jpeg = await jpegOf();
const [gif, wide, narrow] = await Promise.all([gifOf(), blank(10_001), blank(79)]);

describe("a picture is refused", () => {
  it.each([
    ["that is none", Buffer.from("not a picture"), "InvalidImageFormatException"],
    ["in a format that is neither JPEG nor PNG", gif, "InvalidImageFormatException"],
    ["that is cut off", jpeg.subarray(0, 300), "InvalidImageFormatException"],
    ["that is wider than 10,000 pixels", wide, "ImageTooLargeException"],
    ["that is narrower than 80 pixels", narrow, "InvalidParameterException"],
    ["of more than 5 MB", Buffer.concat([jpeg, Buffer.alloc(5 * 1024 * 1024)]), "ValidationException"],
  ])("%s", async (_what, Bytes, name) => {
    await expect(labels({ Image: { Bytes } })).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
    await expect(client.send(new DetectTextCommand({ Image: { Bytes } }))).rejects.toMatchObject({ name });
  });
});

describe("a request is refused", () => {
  it.each([
    ["without a picture", { Image: {} }, "InvalidParameterException"],
    ["with two", { Image: { Bytes: jpeg, S3Object: { Bucket: "pictures", Name: "a" } } }, "InvalidParameterException"],
    ["for more than certainty", { Image: { Bytes: jpeg }, MinConfidence: 101 }, "ValidationException"],
    [
      "for properties of the image",
      { Image: { Bytes: jpeg }, Features: ["IMAGE_PROPERTIES"] },
      "InvalidParameterException",
    ],
  ] satisfies [string, Partial<DetectLabelsCommandInput>, string][])("%s", async (_what, input, name) => {
    await expect(labels(input)).rejects.toMatchObject({ name });
  });

  it("for what is not served", async () => {
    await expect(
      client.send(new DetectFacesCommand({ Image: { Bytes: jpeg }, Attributes: ["ALL"] })),
    ).rejects.toMatchObject({ name: "InvalidParameterException", message: expect.stringContaining("ALL") });
    await expect(
      client.send(new IndexFacesCommand({ CollectionId: "faces", Image: { Bytes: jpeg } })),
    ).rejects.toMatchObject({ name: "UnknownOperationException" });
  });
});
