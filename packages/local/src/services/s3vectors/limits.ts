/** What AWS allows. https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-vectors-limitations.html */
export const LIMITS = {
  dimension: 4096,
  vectorsPerPut: 500,
  keysPerDelete: 500,
  keysPerGet: 100,
  keyLength: 1024,
  topK: 100,
  vectorsPerPage: 1000,
  /** A page of ListVectors ends when what it holds exceeds this. */
  pageBytes: 1_000_000,
  entriesPerPage: 500,
  segments: 16,
  metadataBytes: 40 * 1024,
  filterableBytes: 2 * 1024,
  metadataKeys: 50,
  nonFilterableKeys: 10,
  metadataKeyLength: 63,
} as const;
