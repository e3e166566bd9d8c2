import type { Recogniser } from "./recogniser.ts";

/** First words of settings. */
const spaces = new Set(
  (
    "cluster node path network http transport discovery xpack plugins bootstrap action indices ingest script gateway " +
    "processors opendistro_security opensearch thread_pool reindex repositories logger search s3 azure gcs monitor " +
    "compatibility index readonlyrest searchguard ssl cache breaker remote_cluster http_ports"
  ).split(" "),
);
/** Settings that one file of a cluster's node has, and other YAML has not. */
const telling =
  /^(?:cluster\.name|node\.(?:name|roles|data|master)|discovery\.\w+|network\.host|xpack\.security\.\w+|plugins\.security\.\w+)/;

/**
 * elasticsearch.yml and opensearch.yml by name and first words of their keys; other YAML by flat settings of a node.
 * Kibana and OpenSearch Dashboards, which share some of them, are none.
 */
export const elasticsearch: Recogniser = ({ base, head, topKeys }) => {
  if (!/\.ya?ml$/.test(base)) return undefined;
  const [, name] = /^(elasticsearch|opensearch)\.ya?ml$/.exec(base) ?? [];
  if (!name && !/^(?:cluster|node|xpack|plugins)\./m.test(head)) return undefined;
  const documents = topKeys();
  if (documents?.length === 0 || documents === undefined) return undefined;
  const keys = documents.flatMap((document) => [...document]);
  const known = keys.filter((key) => spaces.has(key.split(".", 1)[0] ?? "")).length;
  if (known === 0 || known < keys.length) return undefined;
  if (name) return name === "opensearch" ? "opensearch" : "elasticsearch";
  const found = keys.filter((key) => telling.test(key)).length;
  if (found < 2 || !keys.some((key) => /^(?:cluster|node|discovery)\./.test(key))) return undefined;
  return keys.some((key) => key.startsWith("plugins.")) ? "opensearch" : "elasticsearch";
};
