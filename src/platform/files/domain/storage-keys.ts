const SHA256 = /^[0-9a-f]{64}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const UPLOAD = /^[A-Za-z0-9_-]{1,128}$/;

export const PARTIAL_AREA = '.partial';
export const QUARANTINE_AREA = '.quarantine';

/** Where a tenant's blob lies, below the folder or bucket. @throws when tenant or digest could be a path of their own */
export function blobKey(tenantId: string, sha256: string): string {
  return `${tenant(tenantId)}/${digest(sha256).slice(0, 2)}/${sha256}`;
}

export function quarantineKey(tenantId: string, sha256: string): string {
  return `${QUARANTINE_AREA}/${tenant(tenantId)}/${digest(sha256)}`;
}

/** Where a half-received upload lies; `upload` is the caller's name for it: letters, digits, `-` and `_`. */
export function partialKey(tenantId: string, upload: string): string {
  if (!UPLOAD.test(upload)) throw new Error('The name of an upload holds letters, digits, - and _ only');
  return `${PARTIAL_AREA}/${tenant(tenantId)}/${upload}`;
}

export function isSha256(value: string): boolean {
  return SHA256.test(value);
}

function tenant(tenantId: string): string {
  if (!UUID.test(tenantId)) throw new Error('A tenant is named by its UUID in lower case');
  return tenantId;
}

function digest(sha256: string): string {
  if (!isSha256(sha256)) throw new Error('A digest is 64 hexadecimal digits in lower case');
  return sha256;
}
