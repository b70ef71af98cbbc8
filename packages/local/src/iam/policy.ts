/** A policy document as IAM writes it, normalised: lists are always arrays. */
export interface PolicyDocument {
  readonly Statement: readonly Statement[];
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  /** Only in resource policies: `*`, `AWS` ARNs or `Service` names. */
  readonly Principal?: { readonly AWS?: readonly string[]; readonly Service?: readonly string[] } | "*";
  /** operator -> condition key -> accepted values, e.g. `{ ArnLike: { "aws:SourceArn": ["arn:..."] } }`. */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}
