# METADATA
# title: A Mirth channel keeps no readable messages
# description: |
#   In the storage modes DEVELOPMENT (what a new channel has), PRODUCTION and RAW, Mirth writes whole messages to its
#   database, readable for whoever reads that database or a backup of it, unless `encryptData` is on. METADATA and
#   DISABLED keep no content. Channels of releases before 3.0 have neither setting.
# scope: package
# custom:
#   id: mirth-message-storage
#   control: encryption-at-rest
#   severity: high
#   profile: recommended
#   subjects: ["mirth:channel"]
#   message: "the channel keeps its messages unencrypted (storage mode {mode})"
#   remediation: Switch on "Encrypt message content" in the channel's summary, or keep metadata alone.
#   example: |
#     <messageStorageMode>PRODUCTION</messageStorageMode>
#     <encryptData>true</encryptData>
#   documentation:
#     - https://docs.nextgen.com/bundle/Mirth_User_Guide_42
#     - https://github.com/nextgenhealthcare/connect/blob/development/server/src/com/mirth/connect/model/ChannelProperties.java
package crosswalk.policies.mirth.channel.message_storage

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_mode := ["properties", "messageStorageMode"]

_encrypted := ["properties", "encryptData"]

verdicts contains _verdict(channel) if {
	some channel in model.of_type("mirth:channel")
}

_verdict(channel) := verdict.unknown(channel, _mode, "version") if {
	tri.present(tri.at(channel, _mode)) == "no"
} else := verdict.of(channel, [verdict.stating(verdict.site(_path(channel), _answer(channel)), {"mode": _named(tri.at(channel, _mode))})])

_answer(channel) := tri.any_of([
	tri.flip(tri.one_of(tri.at(channel, _mode), ["DEVELOPMENT", "PRODUCTION", "RAW"])),
	tri.is_true(tri.at(channel, _encrypted)),
])

# What is not known is shown where it stands.
_path(channel) := _mode if {
	tri.hidden(tri.at(channel, _mode))
} else := _encrypted

_named(mode) := "not known" if {
	tri.hidden(mode)
} else := mode
