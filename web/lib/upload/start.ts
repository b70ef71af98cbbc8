/**
 * Begins to send files, as `upload` of the uploader does, which is fetched at the first use: a page that sends nothing does
 * without it.
 */
export async function startUpload(files: readonly File[]): Promise<void> {
  const { upload } = await import("./uploader.ts");
  upload(files);
}
