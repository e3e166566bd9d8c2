import type { Recogniser } from "./recogniser.ts";

/** First words of keys that RabbitMQ alone has. */
const telling =
  /^(?:listeners\.(?:tcp|ssl)|loopback_users|default_(?:user|pass|vhost|permissions)|ssl_options\.|management\.|management_agent\.|mqtt\.|stomp\.|stream\.|cluster_formation\.|cluster_partition_handling|cluster_name|vm_memory_high_watermark|disk_free_limit|queue_master_locator|auth_backends|auth_mechanisms|auth_ldap\.|auth_oauth2\.|anonymous_login_user|load_definitions|definitions\.|consumer_timeout|channel_max|collect_statistics_interval|prometheus\.|num_acceptors\.|log\.console|log\.file)/;

/**
 * rabbitmq.conf by its name and one key; a file of conf.d or any other .conf when all its lines are settings and two keys
 * are RabbitMQ's. The list of enabled plugins, and the old files in Erlang terms, by name and first character.
 */
export const rabbitmq: Recogniser = ({ path, base, head }) => {
  if (base === "enabled_plugins")
    return /^\s*(?:%[^\n]*\n\s*)*\[/.test(head) ? "rabbitmq-plugins" : undefined;
  if (base === "rabbitmq.config" || base === "advanced.config")
    return /^\s*\[/m.test(head) && /\{\s*(?:rabbit\w*|kernel)\s*,/.test(head) ? "rabbitmq-terms" : undefined;
  if (!base.endsWith(".conf")) return undefined;
  const named = base === "rabbitmq.conf";
  let found = 0;
  for (const line of head.split(/\r\n?|\n/)) {
    const text = line.trim();
    if (text === "" || text.startsWith("#") || /^\{\{.*\}\}$/.test(text)) continue;
    if (/^[\w.\\-]+\s*=/.test(text)) {
      if (telling.test(text)) found++;
    } else if (!named) return undefined;
  }
  if (named) return found > 0 ? "rabbitmq" : undefined;
  return found >= 2 || (found === 1 && /(?:^|\/)rabbitmq\/conf\.d\/[^/]+$/.test(path))
    ? "rabbitmq"
    : undefined;
};
