import { AwsError } from "../../error.ts";

/** Bytes `start` to `end`, exclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The one range that a Range header asks for. Undefined when the whole is to be sent: without a header, for several
 * ranges, and for what is no byte range at all, as HTTP wants it. Throws InvalidRange when nothing of it exists.
 * https://www.rfc-editor.org/rfc/rfc9110#section-14.2
 */
export function parseRange(header: string | undefined, size: number): ByteRange | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "") ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return undefined;
  if (first === "") {
    const length = Math.min(Number(last), size);
    if (length === 0) throw invalidRange(header, size);
    return { start: size - length, end: size };
  }
  const start = Number(first);
  const end = last === "" ? size : Math.min(Number(last) + 1, size);
  if (last !== "" && Number(last) < start) return undefined;
  if (start >= size) throw invalidRange(header, size);
  return { start, end };
}

/** The range of a copy must name both ends and lie within its source. */
export function parseCopyRange(header: string, size: number): ByteRange {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(header) ?? [];
  if (first === undefined || last === undefined || Number(last) < Number(first)) {
    throw new AwsError("InvalidArgument", `x-amz-copy-source-range must be bytes=first-last, not '${header}'`);
  }
  if (Number(last) >= size) {
    throw new AwsError("InvalidArgument", `Range specified is not valid for source object of size: ${size}`);
  }
  return { start: Number(first), end: Number(last) + 1 };
}

export function contentRange({ start, end }: ByteRange, size: number): string {
  return `bytes ${start}-${end - 1}/${size}`;
}

function invalidRange(header: string | undefined, size: number): AwsError {
  const detail = { RangeRequested: header ?? "", ActualObjectSize: size };
  return new AwsError("InvalidRange", "The requested range is not satisfiable", 416, detail);
}
