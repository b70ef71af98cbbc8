/**
 * The files of a drop, folder by folder; folders are walked through. Must be called while the drop event is being handled.
 */
export async function droppedFolders(transfer: DataTransfer): Promise<File[][]> {
  // The list is emptied by the browser when the handler returns: it is read here, before anything is waited for.
  return foldersOf([...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []));
}

/** The files among the entries of one folder first, then those of the folders in it. */
async function foldersOf(entries: readonly FileSystemEntry[]): Promise<File[][]> {
  const files = await filesOf(entries.filter(isFile));
  const folders = await Promise.all(
    entries.filter(isDirectory).map(async (folder) => foldersOf(await childrenOf(folder))),
  );
  return [...(files.length > 0 ? [files] : []), ...folders.flat()];
}

/** So many files are asked for at a time: the browser gives out all that was asked for in one go, and does not answer meanwhile. */
const PORTION = 32;

async function filesOf(entries: readonly FileSystemFileEntry[]): Promise<File[]> {
  const files: File[] = [];
  for (let at = 0; at < entries.length; at += PORTION) {
    files.push(...(await Promise.all(entries.slice(at, at + PORTION).map(fileOf))));
    await new Promise((resolve) => setTimeout(resolve));
  }
  return files;
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  // A reader hands out a folder in portions; an empty one is the end.
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (portion.length === 0) return children.filter(({ name }) => !name.startsWith("."));
    children.push(...portion);
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
