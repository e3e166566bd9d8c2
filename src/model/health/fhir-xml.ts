import type { XmlElement } from "../../parse/xml/xml.ts";
import type { Source } from "../../text/source.ts";
import { place } from "../app/config-unit.ts";
import type { Entry, ObjectValue, Value } from "../value.ts";

/**
 * A resource in FHIR's XML as the value its JSON would have (HL7 FHIR, "XML representation"): the element's name is the
 * resourceType, `value` attributes are texts, repeated elements are lists. An element that may repeat but does not is
 * no list here; policies take either.
 */
export function fhirXmlValue(element: XmlElement, source: Source): Value {
  const value = elementValue(element, source);
  if (value.kind !== "object") return value;
  const entries = new Map<string, Entry>([
    ["resourceType", { value: { kind: "string", value: element.name, at: place(source, element.head) } }],
    ...value.entries,
  ]);
  return { ...value, entries };
}

function elementValue(element: XmlElement, source: Source): Value {
  const primitive = element.attributes.get("value");
  const where = place(source, element.span);
  if (primitive && element.children.length === 0)
    return { kind: "string", value: primitive.value, at: place(source, primitive.span) };
  const [only] = element.children;
  // `resource` and `contained` wrap a resource, whose name begins with a capital.
  if (only && element.children.length === 1 && /^[A-Z]/.test(only.name)) return fhirXmlValue(only, source);
  const result: ObjectValue = { kind: "object", entries: new Map(), at: where };
  for (const child of element.children) {
    const value = elementValue(child, source);
    const known = result.entries.get(child.name);
    if (!known) result.entries.set(child.name, { value, keyAt: place(source, child.head) });
    else if (known.value.kind === "list") known.value.items.push(value);
    else
      result.entries.set(child.name, {
        ...known,
        value: { kind: "list", items: [known.value, value], at: known.value.at },
      });
  }
  return result;
}
