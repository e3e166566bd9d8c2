/**
 * What may be recognised at all, by name alone: only such files are opened. Whether one really is configuration, and
 * of which kind, signatures.ts decides from its content.
 */

const endings = new Set(
  "tf tofu tfvars yaml yml json env properties conf cnf nginx nginxconf vhost template tmpl tpl j2 erb sample example cfg jaas ndjson xml pem key p8 p12 pfx jks keystore".split(
    " ",
  ),
);

/** Endings that leave no doubt: a binary or over-large file of this name is a gap in the scan, not a data file. */
const certain =
  /(?:\.(?:(?:tf|tofu|tfvars)(?:\.json)?|yaml|yml|properties)|(?:^|\/)(?:\.env(?:\.[\w.-]+)?|[\w.-]*\.env|nginx\.conf|my\.cnf|postgresql(?:\.auto)?\.conf|pg_hba\.conf))$/;

/** Names of which the ending says nothing. */
const names =
  /^(?:docker|container)file(?:\.|$)|^my\.ini(?:\.|$)|^sshd_config(?:\.|$)|\.(?:docker|container)file$|^id_(?:rsa|dsa|ecdsa|ed25519)$|^smart-configuration$|^(?:enabled_plugins|(?:rabbitmq|advanced)\.config)$/i;

/** Folders in which nginx keeps configuration under any name. */
const folders = /(?:^|\/)(?:sites-(?:enabled|available)|conf\.d)\/[^/]+$/;

/** Is the file worth opening? `path` has forward slashes. */
export function mayBeConfig(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (endings.has(name.slice(name.lastIndexOf(".") + 1).toLowerCase())) return true;
  if (clinical.test(name)) return true;
  return name.startsWith(".env") || name.includes(".env.") || names.test(name) || folders.test(path);
}

/** May a binary file of this name be a key store? */
export function mayBeKeyStore(path: string): boolean {
  return /\.(?:p12|pfx|jks|keystore|key)$/i.test(path);
}

/** Patients' records; messages are often kept as plain text. */
const clinical = /\.(?:txt|hl7|x12|835|837|edi|ccda?|dcm|dicom)$/i;

/** May a binary file of this name be a DICOM image? */
export function mayBeDicom(path: string): boolean {
  return /\.(?:dcm|dicom)$/i.test(path);
}

/** Does the name alone say that this is configuration? */
export function isConfigByName(path: string): boolean {
  return certain.test(path);
}
