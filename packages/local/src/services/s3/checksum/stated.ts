import type { IncomingHttpHeaders } from "node:http";
import { AwsError } from "../../../error.ts";
import { algorithmOf, algorithms, type ChecksumAlgorithm } from "./algorithms.ts";

/** A checksum of an object: what clients see as `ChecksumCRC32: "AAAAAA=="`. `COMPOSITE` ones end in `-<parts>`. */
export interface Checksum {
  readonly algorithm: ChecksumAlgorithm["name"];
  readonly value: string;
  readonly type: "FULL_OBJECT" | "COMPOSITE";
}

type Values = Readonly<Record<string, unknown>>;

/** The checksum that an input carries as a member, if any. Throws InvalidRequest for one that cannot be right. */
export function statedIn(input: Values): { algorithm: ChecksumAlgorithm; value: string } | undefined {
  const stated = algorithms.filter(({ member }) => input[member] !== undefined);
  const [algorithm] = stated;
  if (!algorithm) return undefined;
  if (stated.length > 1)
    throw new AwsError(
      "InvalidRequest",
      "Expecting a single x-amz-checksum- header. Multiple checksum types are not allowed.",
    );
  const value = String(input[algorithm.member]);
  if (Buffer.from(value.split("-")[0] ?? "", "base64").length !== algorithm.bytes) {
    throw new AwsError("InvalidRequest", `Value for ${algorithm.header} header is invalid.`);
  }
  return { algorithm, value };
}

/**
 * Which checksum to calculate while a body arrives: the one stated before it, the one that the trailer will state, or the
 * one that the client named. Undefined when none was asked for.
 */
export function wanted(input: Values, headers: IncomingHttpHeaders): ChecksumAlgorithm | undefined {
  const stated = statedIn(input)?.algorithm;
  if (stated) return stated;
  const announced = algorithms.find((algorithm) => announces(headers, algorithm));
  if (announced) return announced;
  const named = input.ChecksumAlgorithm ?? headers["x-amz-sdk-checksum-algorithm"];
  return named === undefined ? undefined : algorithmOf(String(named));
}

/** Whether a checksum is to follow the body as a trailer. */
export function announces(headers: IncomingHttpHeaders, { header }: ChecksumAlgorithm): boolean {
  const trailers = String(headers["x-amz-trailer"] ?? "").toLowerCase();
  return trailers.split(/\s*,\s*/).includes(header);
}

/** As members of an output. */
export function asMembers(checksum: Checksum | undefined): Record<string, string> {
  if (!checksum) return {};
  return { [algorithmOf(checksum.algorithm).member]: checksum.value, ChecksumType: checksum.type };
}
