const words =
  /(?:^|[^a-z])(?:z{2,4})?(?:test(?:s|ing|er|patient|case)?|examples?|samples?|demo|dummy|fake|fictitious|fictional|imaginary|synthetic|synthea|mock|htest|phantom|anon(?:ymous|ymi[sz]ed)?|deidentified|everyman|everywoman|doe|sandbox|training)(?:[^a-z]|$)/i;

/**
 * Does a name, a facility or a title say that the record is made up? The words are those that test data of HL7, IHE and
 * DICOM tools carries (ZZTEST, Everyman, Doe, HTEST, phantom), each as a word of its own.
 */
export function saysTest(text: string): boolean {
  return words.test(text);
}

/** Numbers that were published as examples or advertisements (Social Security Administration, "Social Security Number Randomization"). */
const published = new Set(["123456789", "078051120", "219099999", "987654321"]);

/** May the text be a person's US social security number? Areas 000, 666 and 900 to 999 were never given out. */
export function looksLikeSsn(text: string): boolean {
  const match = /^\s{0,4}(\d{3})-?(\d{2})-?(\d{4})\s{0,4}$/.exec(text);
  if (!match) return false;
  const [, area = "", group = "", serial = ""] = match;
  const digits = area + group + serial;
  if (published.has(digits) || /^(\d)\1*$/.test(digits)) return false;
  return area !== "000" && area !== "666" && area < "900" && group !== "00" && serial !== "0000";
}
