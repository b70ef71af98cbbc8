import type { TextAnswer, TextRequest } from "./protocol.ts";
import { readerVersion, textReader } from "./reader.ts";
import { serve } from "./serve.ts";

const read = await textReader();
const version = readerVersion();

serve<TextRequest, TextAnswer>(async ({ picture }) => ({ version, lines: await read(picture) }));
