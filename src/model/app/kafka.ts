import type { JaasFile } from "../../parse/kafka/jaas.ts";
import type { PropertiesFile } from "../../parse/properties/properties.ts";
import type { Source } from "../../text/source.ts";
import type { Span } from "../../text/span.ts";
import type { Unit } from "../resource.ts";
import { type Entry, object, type Value } from "../value.ts";
import { byPath, place, wholeText } from "./config-unit.ts";
import { serviceUnit } from "./service-unit.ts";
import { environmentVariables, templateActions, textValue } from "./text-value.ts";

/** Settings whose text is a secret, also behind `listener.name.NAME.`. */
const secret =
  /(?:^|\.)(?:sasl\.jaas\.config|ssl\.(?:key|keystore|truststore)\.password|ssl\.keystore\.key)$/;

/** Keeps a setting's text out of reports where it is a secret. */
export function kafkaEntry(key: string, entry: Entry): Entry {
  return secret.test(key) ? { ...entry, value: { ...entry.value, sensitive: true } } : entry;
}

/**
 * One unit and one `kafka` resource for each broker's file: property → text, the last one wins. Kafka itself resolves
 * `${provider:path:key}` references when it starts (KIP-421); they stay as they are written.
 */
export function modelKafka(files: readonly PropertiesFile[]): Unit[] {
  return byPath(files).map(({ source, entries }) => {
    const settings = new Map<string, Entry>();
    for (const { key, keySpan, value, valueSpan } of entries) {
      const found = filledIn(source, valueSpan);
      const written = textValue(place(source, valueSpan), found, value);
      settings.delete(key);
      settings.set(key, kafkaEntry(key, { value: written, keyAt: place(source, keySpan) }));
    }
    return serviceUnit({ type: "kafka", source, settings, complete: true });
  });
}

function filledIn(source: Source, span: Span) {
  const actions = templateActions(source.text, span);
  return actions.length > 0 ? actions : environmentVariables(source.text, span, false);
}

/**
 * One unit and one `kafka:jaas` resource for each JAAS file: `modules`, a list of `{name, context, options}`, where `name`
 * is the context and the login module's class.
 */
export function modelJaas(files: readonly JaasFile[]): Unit[] {
  return byPath(files).map(({ source, contexts }) => {
    const modules = contexts.flatMap((context) =>
      context.modules.map((module): Value => {
        const options = module.options.map(({ name, value, valueSpan }): [string, Value] => {
          const text = textValue(place(source, valueSpan), filledIn(source, valueSpan), value);
          return [name, /^user_|password$/i.test(name) ? { ...text, sensitive: true } : text];
        });
        const where = place(source, module);
        const name = module.name.slice(module.name.lastIndexOf(".") + 1);
        return object(where, [
          ["name", { kind: "string", value: context.name ? `${context.name}.${name}` : name, at: where }],
          ["options", object(where, options)],
        ]);
      }),
    );
    const list: Value = { kind: "list", items: modules, at: wholeText(source) };
    return serviceUnit({
      type: "kafka:jaas",
      source,
      settings: new Map([["modules", { value: list }]]),
      complete: true,
    });
  });
}
