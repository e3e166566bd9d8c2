import type { Product } from "../model/service/product.ts";
import type { SourceKind } from "../text/source.ts";

/** How a program is known in a container, before anything of it is loaded. */
export interface ProductEntry {
  /** The type of its resources. */
  type: string;
  /** Kinds of files whose resources are of this type. */
  kinds: readonly SourceKind[];
  /** The vendor's own images by repository: without a file of the user's their defaults count. */
  plain?: RegExp;
  /** Other images that run it, with configuration of their own. */
  images?: RegExp;
  /** Programs that a command line starts. */
  programs?: RegExp;
  /** Variables that only this program reads. */
  variables?: RegExp;
  /** Arguments that only this program reads. */
  words?: RegExp;
  /** The name in the table of defaults, where one type stands for several products; the type when absent. */
  product?: (repository: string) => string;
  load: () => Promise<Product>;
}

/** Every program whose settings may come from a container. Image names as their vendors publish them. */
export const products: readonly ProductEntry[] = [
  {
    type: "mirth",
    kinds: ["mirth"],
    plain: /^nextgenhealthcare\/connect$/,
    images: /^(?:openintegrationengine\/engine|innovarhealthcare\/bridgelink)$/,
    variables: /^_MP_/,
    load: async () => (await import("../model/service/products/mirth.ts")).mirth,
  },
  {
    type: "mysql",
    kinds: ["mysql"],
    plain: /^(?:mysql|mariadb|percona|percona\/percona-server|mysql\/mysql-server)$/,
    images: /(?:^|\/)(?:mysql|mysql-server|mariadb|mariadb-galera|percona-server)$/,
    programs: /^(?:mysqld|mysqld_safe|mariadbd|mariadbd-safe)$/,
    product: (repository) => (/(?:^|\/)mariadb/.test(repository) ? "mariadb" : "mysql"),
    load: async () => (await import("../model/service/products/mysql.ts")).mysql,
  },
  {
    type: "dotnet",
    kinds: ["dotnet"],
    plain: /^healthcareapis\/\w+-fhir-server$/,
    variables:
      /^(?:(?:ConnectionStrings|FhirServer|SqlServer|CosmosDb|Kestrel|Logging|TaskHosting|TestAuthEnvironment|DevelopmentIdentityProvider)__|ASPNETCORE_|(?:SQL|SQLAZURE|POSTGRESQL)CONNSTR_)/i,
    load: async () => (await import("../model/service/products/dotnet.ts")).dotnet,
  },
  {
    type: "elasticsearch",
    kinds: ["elasticsearch"],
    plain: /^(?:elasticsearch(?:\/elasticsearch(?:-oss|-wolfi)?)?)$/,
    images: /^(?:bitnami\w*\/elasticsearch)$/,
    programs: /^elasticsearch$/,
    variables: /^(?:xpack\.security\.|ES_SETTING_)/,
    load: async () => (await import("../model/service/products/elasticsearch.ts")).elasticsearch,
  },
  {
    type: "kafka",
    kinds: ["kafka"],
    plain: /^(?:apache\/kafka(?:-native)?|confluentinc\/cp-kafka)$/,
    images:
      /^(?:bitnami\w*\/kafka|confluentinc\/(?:cp-server|confluent-local|cp-enterprise-kafka)|wurstmeister\/kafka)$/,
    programs: /^(?:kafka-server-start(?:\.sh)?)$/,
    variables:
      /^KAFKA_(?:CFG_)?(?:PROCESS_ROLES|LISTENERS|ADVERTISED_LISTENERS|LISTENER_SECURITY_PROTOCOL_MAP|BROKER_ID|NODE_ID)$/,
    load: async () => (await import("../model/service/products/kafka.ts")).kafka,
  },
  {
    type: "keycloak",
    kinds: ["keycloak"],
    plain: /^keycloak\/keycloak$/,
    images: /^(?:bitnami\w*\/keycloak|phasetwo\/phasetwo-keycloak)$/,
    programs: /^kc\.sh$/,
    variables: /^KC_(?:HOSTNAME|HTTP|HTTPS|PROXY|DB|HEALTH|METRICS|FEATURES)(?:_|$)/,
    load: async () => (await import("../model/service/products/keycloak.ts")).keycloak,
  },
  {
    type: "mongodb",
    kinds: ["mongodb"],
    plain: /^(?:mongo|mongodb\/mongodb-(?:community|enterprise)-server|percona\/percona-server-mongodb)$/,
    images: /^bitnami\w*\/mongodb(?:-sharded)?$/,
    programs: /^mongo[ds]$/,
    load: async () => (await import("../model/service/products/mongodb.ts")).mongodb,
  },
  {
    type: "opensearch",
    kinds: ["opensearch"],
    plain: /^opensearchproject\/opensearch$/,
    images: /^bitnami\w*\/opensearch$/,
    programs: /^opensearch$/,
    variables: /^(?:plugins\.security\.|DISABLE_SECURITY_PLUGIN$|DISABLE_INSTALL_DEMO_CONFIG$)/,
    load: async () => (await import("../model/service/products/elasticsearch.ts")).opensearch,
  },
  {
    type: "orthanc",
    kinds: ["orthanc"],
    plain: /^(?:orthancteam|osimis)\/orthanc$/,
    images: /^jodogne\/orthanc(?:-plugins|-python)?$/,
    programs: /^Orthanc$/,
    variables: /^ORTHANC__/,
    product: (repository) => (/^(?:orthancteam|osimis)\//.test(repository) ? "orthancteam" : "orthanc"),
    load: async () => (await import("../model/service/products/orthanc.ts")).orthanc,
  },
  {
    type: "postgresql",
    kinds: ["postgresql"],
    plain: /^(?:postgres|postgis\/postgis|pgvector\/pgvector|timescale\/timescaledb)$/,
    images: /(?:^|\/)(?:postgres|postgresql|postgresql-repmgr)$/,
    programs: /^(?:postgres|postmaster)$/,
    load: async () => (await import("../model/service/products/postgresql.ts")).postgresql,
  },
  {
    type: "rabbitmq",
    kinds: ["rabbitmq", "rabbitmq-plugins"],
    plain: /^rabbitmq$/,
    images: /^bitnami\w*\/rabbitmq$/,
    programs: /^rabbitmq-server$/,
    load: async () => (await import("../model/service/products/rabbitmq.ts")).rabbitmq,
  },
  {
    type: "redis",
    kinds: ["redis"],
    plain: /^(?:redis|valkey\/valkey|redis\/redis-stack(?:-server)?)$/,
    images: /^(?:bitnami\w*\/(?:redis|valkey|redis-cluster|valkey-cluster|redis-sentinel)|eqalpha\/keydb)$/,
    programs: /^(?:redis|valkey|keydb)-(?:server|sentinel)$/,
    load: async () => (await import("../model/service/products/redis.ts")).redis,
  },
  {
    type: "spring",
    kinds: ["spring"],
    images: /^hapiproject\/hapi$/,
    variables: /^(?:SPRING|HAPI)_|^(?:spring|hapi|server|management|logging)\./,
    words: /^(?:--|-D)(?:spring|hapi|management)\./,
    load: async () => (await import("../model/service/products/spring.ts")).spring,
  },
  {
    type: "sshd",
    kinds: ["sshd"],
    programs: /^sshd$/,
    load: async () => (await import("../model/service/products/sshd.ts")).sshd,
  },
];
