# METADATA
# title: Programs connect to data stores over TLS
# description: |
#   A URL to a database, cache, queue, directory or mail server without its TLS form sends credentials and health information in the clear:
#   libpq falls back to plain text unless sslmode is require or stricter. A bare host name, as services have inside a Compose or
#   Kubernetes network, weighs less; the own machine passes.
# scope: package
# custom:
#   id: env-datastore-url-plaintext
#   control: encryption-in-transit
#   severity: high
#   grades: {internal: low}
#   profile: recommended
#   subjects: [dotenv, "compose:service", dockerfile, "github:workflow", Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, Job, CronJob]
#   message: "{variable} connects to a data store ({scheme}) without TLS"
#   messages:
#     internal: "{variable} connects to a data store ({scheme}) of the own network without TLS"
#   remediation: Use the form with TLS (sslmode=verify-full, tls=true, rediss, amqps, ldaps, smtps, https).
#   example: |
#     DATABASE_URL=postgresql://ehr@db.example.org/ehr?sslmode=verify-full
#   documentation: [https://www.postgresql.org/docs/current/libpq-ssl.html, https://www.mongodb.com/docs/manual/reference/connection-string-options/]
#   secret: true
package crosswalk.policies.dotenv.file.datastore_url_plaintext

import data.crosswalk.lib.datastore_url
import data.crosswalk.lib.environment
import data.crosswalk.lib.kubernetes
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(holder, [site | some entry in environment.entries(holder); site := _judged(entry)]) if {
	some holder in model.of_types(array.concat(["dotenv", "compose:service", "dockerfile", "github:workflow"], kubernetes.judged_types))
}

_judged(entry) := _graded(verdict.stating(site, {"variable": entry.name, "scheme": url.scheme}), url) if {
	url := datastore_url.parse(entry.value)
	site := verdict.site(entry.path, tri.any_of([datastore_url.encrypted(entry.name, url), datastore_url.local(url)]))
} else := verdict.stating(verdict.site(entry.path, "unknown"), {"variable": entry.name, "scheme": "any"}) if {
	tri.hidden(entry.value)
	count(object.get(entry.value, ["$unknown", "parts"], [])) == 0
	regex.match(`(?i)(database|db|postgres\w*|pg|mysql|mariadb|mongo\w*|redis|valkey|amqp|rabbitmq|broker|ldap|elastic\w*)_(url|uri|dsn)$`, entry.name)
}

_graded(site, url) := verdict.graded(site, "internal") if {
	site.outcome == "fail"
	datastore_url.inside(url)
} else := site
