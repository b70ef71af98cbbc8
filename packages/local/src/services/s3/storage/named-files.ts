import type { Database } from "../../../state/database.ts";

/** Every file that a row names: of objects, of parts, and the shared ones of uploads under way. */
export function namedFiles(database: Database): Set<string> {
  const rows = database.all<{ file: string }>(`
    SELECT json_extract(extent.value, '$.file') AS file FROM s3_objects, json_each(s3_objects.extents) AS extent
    UNION SELECT json_extract(extent.value, '$.file') FROM s3_parts, json_each(s3_parts.extents) AS extent
    UNION SELECT file FROM s3_uploads`);
  return new Set(rows.map(({ file }) => file));
}
