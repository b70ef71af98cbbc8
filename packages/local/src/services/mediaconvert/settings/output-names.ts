import type { Output, OutputGroup } from "@aws-sdk/client-mediaconvert";

/** `s3://bucket/key` taken apart. */
export function parseUri(uri: string): { bucket: string; key: string } {
  const [, bucket = "", key = ""] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(uri) ?? [];
  return { bucket, key };
}

/**
 * Name of an output without its extension, as MediaConvert forms it: the destination, where that ends in a slash the
 * input's name without extension, then the name modifier.
 */
export function outputBase(group: OutputGroup, output: Output, fileInput: string): { bucket: string; key: string } {
  const destination = group.OutputGroupSettings?.FileGroupSettings?.Destination ?? fileInput;
  const { bucket, key } = parseUri(destination);
  const inputName = (fileInput.split("/").pop() ?? "").replace(/\.[^.]*$/, "");
  const base = key === "" || key.endsWith("/") ? key + inputName : key;
  return { bucket, key: base + (output.NameModifier ?? "") };
}
