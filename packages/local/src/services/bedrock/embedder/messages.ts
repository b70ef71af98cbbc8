/** What the model's process is asked. */
export interface EmbedRequest {
  readonly texts: readonly string[];
}

/** The vectors of the texts, in their order; `tokens` is how many each has. Or why there are none. */
export type EmbedAnswer =
  | { readonly embeddings: readonly Embedding[]; readonly error?: never }
  | { readonly error: string; readonly embeddings?: never };

export interface Embedding {
  /** Of length 1. */
  readonly vector: number[];
  readonly tokens: number;
}
