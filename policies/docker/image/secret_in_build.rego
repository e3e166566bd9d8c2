# METADATA
# title: Dockerfiles hold no secrets
# description: |
#   ENV and ARG, and what a RUN was called with, stay in the image: `docker history` and `docker inspect` show them to everyone
#   who may pull it. So does the value that a build hands to an ARG which a RUN uses.
# scope: package
# custom:
#   id: docker-secret-in-build
#   control: secrets-management
#   severity: critical
#   grades: {history: medium}
#   profile: recommended
#   subjects: [dockerfile]
#   message: "{what} holds a secret in plain text"
#   messages:
#     history: "{what} takes a secret that a RUN uses, so that it stays in the history of the image"
#   remediation: Mount the secret where a RUN needs it, or hand it to the container when it starts, and change it wherever it was used.
#   example: |
#     RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci
#   peers: [AVD-DS-0031]
#   related: [CKV_SECRET_6, CKV_SECRET_10, "kics:common/passwords_and_secrets"]
#   documentation: [https://docs.docker.com/build/building/secrets/, https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/]
#   secret: true
package crosswalk.policies.docker.image.secret_in_build

import data.crosswalk.lib.docker
import data.crosswalk.lib.model
import data.crosswalk.lib.secrets
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(file, array.concat(_variables(file), _commands(file))) if {
	some file in model.of_type("dockerfile")
}

_variables(file) := [site |
	some kind, list in {
		"ENV": docker.each(file, "env"),
		"ARG": array.concat(docker.each(file, "args"), docker.listed({"path": [], "value": file.values}, "args")),
	}
	some entry in list
	site := _variable(kind, entry, tri.get(entry.value, ["name"]), tri.get(entry.value, ["value"]))
]

_variable(_, entry, _, _) := verdict.site(entry.path, "unknown") if tri.hidden(entry.value)

_variable(kind, entry, name, null) := _stating(verdict.graded(verdict.site(entry.path, "no"), "history"), kind, name) if {
	secrets.named(name)
	_used(entry, name)
}

_variable(kind, entry, name, value) := _stating(verdict.site(array.concat(entry.path, ["value"]), tri.flip(_plain(name, value))), kind, name) if {
	value != null
	is_string(name)
}

_stating(site, kind, name) := verdict.stating(site, {"what": concat(" ", [kind, name])})

# Stand-ins such as `changeme` are a default credential, another question.
_plain(name, value) := "no" if {
	is_string(value)
	secrets.placeholder(value)
} else := secrets.plain(name, value)

# A shell finds every ARG among its variables; only where a command names it the secret is sure to be used.
_used(entry, name) if {
	some command in docker.commands({"values": {"stages": [entry.stage]}})
	some word in command.words
	some form in ["$", "${"]
	contains(word, concat("", [form, name]))
}

_commands(file) := [_stating(verdict.site(command.path, "no"), "RUN", command.program) |
	some command in docker.commands(file)
	_holds_secret(command)
]

_holds_secret(command) if {
	some word in command.words
	secrets.credential(word)
}

# `--password=…`, `TOKEN=…` before a command or as its argument.
_holds_secret(command) if {
	some word in command.words
	contains(word, "=")
	parts := split(word, "=")
	regex.match(`^(--?)?[A-Za-z][\w-]*$`, parts[0])
	_literal(parts[0], concat("=", array.slice(parts, 1, count(parts))))
}

_holds_secret(command) if {
	some i, word in command.words
	startswith(word, "--")
	not contains(word, "=")
	_literal(word, command.words[i + 1])
}

# curl takes a password behind the user's name.
_holds_secret(command) if {
	command.program == "curl"
	some i, word in command.words
	word in {"-u", "--user"}
	[_, password] := split(command.words[i + 1], ":")
	_literal("password", password)
}

_holds_secret(command) if {
	command.program in {"mysql", "mysqldump", "mysqladmin", "mariadb", "mariadb-dump", "mariadb-admin"}
	some word in command.words
	startswith(word, "-p")
	_literal("password", substring(word, 2, -1))
}

_literal(name, value) if {
	not regex.match("[$`]|^-|^$", value)
	_plain(name, value) == "yes"
}
