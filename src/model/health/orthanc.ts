import type { JsonFile } from "../../parse/json/json.ts";
import { baseName, byPath, configUnit, firstLine, folderOf, wholeText } from "../app/config-unit.ts";
import { jsonValue } from "../json-value.ts";
import type { Unit } from "../resource.ts";
import { opened } from "./json-documents.ts";

/**
 * One unit and one `orthanc` resource for each file: Orthanc's setting → value; what has parts, as RegisteredUsers, is
 * an object. Orthanc may read all files of a folder as one configuration (Orthanc Book, "Configuration of Orthanc"), so
 * only a file that is alone in its folder is complete.
 */
export function modelOrthanc(files: readonly JsonFile[]): Unit[] {
  const inFolder = new Map<string, number>();
  for (const { source } of files) {
    const folder = folderOf(source.path);
    inFolder.set(folder, (inFolder.get(folder) ?? 0) + 1);
  }
  return byPath(files).map(({ source, root }) => {
    const { path } = source;
    const unit = configUnit(path, [source]);
    const values = opened(jsonValue(root, source));
    if (values.kind !== "object") return unit;
    unit.resources.push({
      key: `orthanc:${path}`,
      address: `orthanc:${path}`,
      type: "orthanc",
      name: baseName(path),
      folder: folderOf(path),
      values,
      head: firstLine(source, values.at),
      body: wholeText(source),
      via: [],
      meta: { file: baseName(path), complete: inFolder.get(folderOf(path)) === 1 },
      links: [],
    });
    return unit;
  });
}
