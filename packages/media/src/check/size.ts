/** Of a picture whose pixels lie row after row, a byte each. */
export interface Size {
  readonly width: number;
  readonly height: number;
}
