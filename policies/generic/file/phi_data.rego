# METADATA
# title: No patient's record lies in the repository
# description: |
#   Judged are HL7 v2 messages, X12 health-care interchanges, C-CDA documents and DICOM files by what they say of
#   themselves: MSH-11 or ISA15 other than P (production) passes, as does a record that names no patient or whose name,
#   facility or title says test. Made-up messages often carry P, too: a record is graded critical when a second sign
#   stands beside it, several patients or what may be a person's social security number, else medium.
# scope: package
# custom:
#   id: phi-data-file-committed
#   control: data-minimization
#   severity: critical
#   grades: {single: medium}
#   profile: recommended
#   subjects: [clinical-data]
#   message: "the file holds records of patients in {format}, with several patients or a social security number"
#   messages: {single: "the file holds a record of a patient in {format} that does not say it is a test's"}
#   remediation: If the record is real, report it as an incident and remove it from the repository and its history; if it is made up, say so in it, as with T in MSH-11 or ISA15.
#   example: |
#     MSH|^~\&|LAB|TEST|EHR|TEST|20250101||ORU^R01|1|T|2.5.1
#   documentation:
#     - https://www.hl7.eu/HL7v2x/v251/hl7v251tab0103.htm
#     - https://www.hhs.gov/hipaa/for-professionals/special-topics/de-identification/index.html
#     - https://dicom.nema.org/medical/dicom/current/output/chtml/part10/chapter_7.html
#   secret: true
package crosswalk.policies.generic.file.phi_data

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(file) if {
	some file in model.of_type("clinical-data")
}

_verdict(file) := verdict.of(file, [verdict.stating(_judged(entry), {"format": _format(file)}) | some entry in tri.entries(file, ["records"])])

_format(file) := {"hl7v2": "HL7 v2", "x12": "X12", "ccda": "C-CDA", "dicom": "DICOM"}[tri.at(file, ["format"])]

_judged(entry) := verdict.site(entry.path, "unknown") if {
	tri.hidden(entry.value)
} else := verdict.graded(verdict.site(_path(entry), _harmless(entry.value)), _grade(entry.value))

# Where a finding is about what the record names, the record is its place.
_path(entry) := array.concat(entry.path, ["processing"]) if {
	tri.present(tri.get(entry.value, ["processing"])) != "no"
} else := array.concat(entry.path, ["named"])

_harmless(record) := tri.any_of([
	tri.is_true(tri.get(record, ["test"])),
	tri.is_false(tri.get(record, ["named"])),
	_not_production(tri.get(record, ["processing"])),
])

_not_production(processing) := "no" if {
	processing == null
} else := tri.flip(tri.same(processing, "P"))

_grade(record) := "default" if {
	tri.at_least(tri.get(record, ["patients"]), 2) == "yes"
} else := "default" if {
	tri.is_true(tri.get(record, ["identifier"])) == "yes"
} else := "single"
