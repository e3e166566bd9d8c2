import { expect, test } from "vitest";
import { kindOf } from "../../../src/discover/signatures.ts";

test.each([
  ["redis.conf", "port 6379\n", "redis"],
  ["deploy/valkey.conf.j2", "{{ top }}\nmaxmemory 1gb\n", "redis"],
  ["cache-redis-replica.conf", "replicaof a 1\n", "redis"],
  ["sentinel.conf", "sentinel monitor m 10.0.0.1 6379 2\n", "redis"],
  ["master.conf", "dir /data\nappendonly yes\nrename-command FLUSHALL ''\n", "redis"],
  ["mongod.conf", "net:\n  port: 27017\n", "mongodb"],
  ["mongod.conf", "dbpath = /data\nauth = true\n", "mongodb"],
  ["server.properties", "broker.id=0\n", "kafka"],
  ["kraft/broker.properties", "node.id=1\n", "kafka"],
  ["any.properties", "node.id=1\nlisteners=SSL://:1\n", "kafka"],
  ["kafka_server_jaas.conf", "KafkaServer {\n a.PlainLoginModule required\n};\n", "kafka-jaas"],
  ["rabbitmq.conf", "listeners.tcp = none\n", "rabbitmq"],
  ["rabbitmq/conf.d/10-tls.conf", "listeners.ssl.default = 5671\n", "rabbitmq"],
  ["enabled_plugins", "[rabbitmq_management].\n", "rabbitmq-plugins"],
  ["rabbitmq.config", "[{rabbit, [{tcp_listeners, [5672]}]}].\n", "rabbitmq-terms"],
  ["definitions.json", '{"rabbit_version":"3.13","users":[]}', "rabbitmq-definitions"],
  ["elasticsearch.yml", "cluster.name: a\n", "elasticsearch"],
  ["config/opensearch.yml", "plugins:\n  security: {}\n", "opensearch"],
  ["node-1.yml", "cluster.name: a\nnode.name: b\n", "elasticsearch"],
  ["appsettings.json", '// dev\n{ "Logging": {} }', "dotnet"],
  ["appsettings.Production.json", "{}", "dotnet"],
  ["keycloak.conf", "hostname=a\n", "keycloak"],
])("%s with %j is %s", (path, text, kind) => {
  expect(kindOf(path, text)).toBe(kind);
});

test.each([
  ["redis.conf", "upstream redis {\n server a:6379;\n}\n"],
  ["redis-exporter.conf", "REDIS_ADDR=redis://a\n"],
  ["app.conf", "port 80\nbind 0.0.0.0\ntimeout 5\n"],
  ["mongodb.yaml", "replicaCount: 1\nauth:\n  enabled: false\n"],
  ["storage.conf", "storage:\n  driver: overlay\n"],
  ["consumer.properties", "bootstrap.servers=a:9092\ngroup.id=b\n"],
  ["connect-distributed.properties", "bootstrap.servers=a\nlisteners=http://:8083\ngroup.id=c\n"],
  ["gradle.properties", "org.gradle.daemon=true\n"],
  ["app.conf", "log.file = a\nother = b\n"],
  ["advanced.config", "<configuration/>"],
  ["users.json", '{"users":[{"name":"guest"}]}'],
  ["kibana.yml", "server.name: a\nelasticsearch.hosts: [b]\nxpack.security.encryptionKey: c\n"],
  ["elasticsearch.yml", "image: elasticsearch:8\nreplicas: 3\n"],
  ["settings.json", "{}"],
  ["keycloak.conf", "server {\n listen 80;\n}\n"],
])("%s with %j is none of them", (path, text) => {
  expect([undefined, "nginx", "spring"]).toContain(kindOf(path, text));
});
