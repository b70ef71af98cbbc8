/**
 * A timeline as somebody gave it back, whatever the format: what an import reads out of a file, before it is known which of
 * the cut's items are meant. `where` names a thing for people, as it stands in their editing program.
 */
export interface Edited {
  readonly items: readonly EditedItem[];
  /** The clips' own sound; null in a file without any, which then says nothing of it. */
  readonly sounds: readonly EditedSound[] | null;
  /** Null where the format does not tell titles: they then go along with the items on which they stand. */
  readonly titles: readonly EditedTitle[] | null;
  readonly music: boolean;
  /** What the file has that was not taken over, for people. */
  readonly notes: readonly string[];
}

export interface EditedItem {
  readonly where: string;
  /** The id that the file gives it, if any; two halves of a clip that was cut in two have the same. */
  readonly hint: string | undefined;
  /** Null for a card. */
  readonly assetId: string | null;
  /** Of the asset; of a card it means nothing. */
  readonly inFrame: number;
  readonly frames: number;
  readonly fadeIn: number | null;
}

export interface EditedSound {
  readonly where: string;
  /** The id of the item to which the file says that it belongs, if any. */
  readonly hint: string | undefined;
  readonly assetId: string;
  readonly startFrame: number;
  readonly inFrame: number;
  readonly frames: number;
}

export interface EditedTitle {
  readonly id: string;
  /** Index of the item on which it stands, and how far into it it begins. */
  readonly on: number;
  readonly offset: number;
  readonly frames: number;
  readonly text: string;
}
