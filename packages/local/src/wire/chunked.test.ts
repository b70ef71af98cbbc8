import { createHmac, createSecretKey } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type ChunkSigning, chunkVerifier } from "./chunk-signature.ts";
import { type ChunkedOptions, unchunk } from "./chunked.ts";
import { sha256, signingKey } from "./signature.ts";

async function* cut(text: string, size: number) {
  const bytes = Buffer.from(text, "latin1");
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string, options: ChunkedOptions = {}, size = 7): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of unchunk(cut(text, size), options)) pieces.push(piece);
  return Buffer.concat(pieces).toString("latin1");
}

const signing: ChunkSigning = {
  key: createSecretKey(Buffer.from("key")),
  date: "20260101T000000Z",
  scope: "20260101/us-east-1/s3/aws4_request",
  seed: "ab".repeat(32),
};

/** Frames chunks as a signing client does. */
function signed(chunks: string[], trailer = ""): string {
  let previous = signing.seed;
  const sign = (kind: string, ...rest: string[]) => {
    const toSign = [`AWS4-HMAC-SHA256-${kind}`, signing.date, signing.scope, previous, ...rest].join("\n");
    previous = createHmac("sha256", signing.key).update(toSign).digest("hex");
    return previous;
  };
  const framed = [...chunks, ""].map((chunk) => {
    const signature = sign("PAYLOAD", sha256(""), sha256(Buffer.from(chunk, "latin1")));
    return `${chunk.length.toString(16)};chunk-signature=${signature}\r\n${chunk}${chunk ? "\r\n" : ""}`;
  });
  if (trailer) framed.push(`${trailer}\r\nx-amz-trailer-signature:${sign("TRAILER", sha256(`${trailer}\n`))}\r\n`);
  return `${framed.join("")}\r\n`;
}

describe("aws-chunked bodies", () => {
  it.each([1, 2, 3, 7, 1000])("are unframed wherever the network cut them (%i bytes)", async (size) => {
    const body = "5\r\nhello\r\nb\r\n, \r\nworld\r\n\r\n0\r\n\r\n";
    expect(await read(body, {}, size)).toBe("hello, \r\nworld\r\n");
  });

  it("may be empty", async () => {
    expect(await read("0\r\n\r\n", { decodedLength: 0 })).toBe("");
  });

  it("end in trailers, whose names are read in lower case", async () => {
    const trailers: Record<string, string> = {};
    const options: ChunkedOptions = { onTrailer: (name, value) => Object.assign(trailers, { [name]: value }) };
    await read("1\r\nx\r\n0\r\nX-Amz-Checksum-CRC32: AAAAAA==\r\n\r\n", options);
    expect(trailers).toEqual({ "x-amz-checksum-crc32": "AAAAAA==" });
  });

  it.each([
    ["that ends early", "5\r\nhel", "IncompleteBody"],
    ["without a last chunk", "5\r\nhello\r\n", "IncompleteBody"],
    ["with a chunk longer than stated", "3\r\nhello\r\n0\r\n\r\n", "InvalidChunkSizeError"],
    ["with a header that is no number", "zz\r\nhello\r\n", "InvalidChunkSizeError"],
    ["with bytes after the end", "5\r\nhello\r\n0\r\n\r\nmore", "InvalidRequest"],
    ["of another length than announced", "2\r\nhi\r\n0\r\n\r\n", "IncompleteBody"],
  ])("are refused %s", async (_case, body, code) => {
    await expect(read(body, { decodedLength: 5 })).rejects.toMatchObject({ code });
  });

  it("pass when every chunk and the trailer are signed", async () => {
    const body = signed(["hello", " world"], "x-amz-checksum-crc32:AAAAAA==");
    const options = { verifier: chunkVerifier(signing), signedTrailer: true };
    expect(await read(body, options)).toBe("hello world");
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
  it("pass when they are signed as in AWS's own example", async () => {
    const scope = "20130524/us-east-1/s3/aws4_request";
    const verifier = chunkVerifier({
      key: signingKey(scope, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
      date: "20130524T000000Z",
      scope,
      seed: "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
    });
    const body = [
      `10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n${"a".repeat(65536)}\r\n`,
      `400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n${"a".repeat(1024)}\r\n`,
      "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n",
    ];
    expect(await read(body.join(""), { verifier, decodedLength: 66560 }, 5000)).toHaveLength(66560);
  });

  it.each([
    ["altered", (body: string) => body.replace("hello", "hellO")],
    ["dropped", (body: string) => body.replace(/^5;.*?\r\nhello\r\n/s, "")],
    ["moved", () => signed([" world", "hello"]).replace(/[0-9a-f]{64}/, "0".repeat(64))],
    ["unsigned", (body: string) => body.replace(/;chunk-signature=[0-9a-f]{64}/, "")],
    ["altered in its trailer", (body: string) => body.replace("AAAAAA", "AAAAAB")],
    ["without its trailer's signature", (body: string) => body.replace(/x-amz-trailer-signature.*?\r\n/, "")],
  ])("are refused when what was signed is %s", async (_case, alter) => {
    const body = alter(signed(["hello", " world"], "x-amz-checksum-crc32:AAAAAA=="));
    const options = { verifier: chunkVerifier(signing), signedTrailer: true };
    await expect(read(body, options)).rejects.toThrow(/does not match its bytes|a signature is missing/);
  });
});
