import { modelRabbitmq } from "../../model/app/rabbitmq.ts";
import { parseEnabledPlugins } from "../../parse/rabbitmq/enabled-plugins.ts";
import { parseRabbitmq } from "../../parse/rabbitmq/rabbitmq.ts";
import type { Format } from "../format.ts";

/** Erlang terms (rabbitmq.config, advanced.config) are told as not read. */
export const rabbitmq: Format = {
  units(sources, reading) {
    const of = (kind: string) => sources.filter((source) => source.kind === kind);
    for (const { path } of of("rabbitmq-terms"))
      reading.notScanned.push({
        path,
        cause: "not-supported",
        detail: "RabbitMQ configuration in Erlang terms",
      });
    const plugins = of("rabbitmq-plugins").map((source) => reading.reported(parseEnabledPlugins(source)));
    const files = of("rabbitmq").map((source) => reading.reported(parseRabbitmq(source)));
    return modelRabbitmq(
      files,
      plugins,
      of("rabbitmq-terms").map(({ path }) => path),
    );
  },
};
