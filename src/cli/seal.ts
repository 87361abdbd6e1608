import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** Sealed texts come in these sizes, so that their length does not tell one answer from another. */
const blockBytes = 256;
/** Ends a text before the zeros that fill its last block (ISO/IEC 7816-4). */
const endMark = 0x80;

export const keyBytes = 32;
export const newKey = (): Uint8Array => randomBytes(keyBytes);

/**
 * A text that nobody can read without the key. Its length is a multiple of so many answers'; longer
 * remarks take more, and that shows.
 */
export function seal(key: Uint8Array, text: string, answers = 1): string {
  const bytes = Buffer.from(text, 'utf8');
  const unit = answers * blockBytes;
  const padded = Buffer.alloc(Math.ceil((bytes.length + 1) / unit) * unit);
  bytes.copy(padded);
  padded[bytes.length] = endMark;
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key, nonce);
  const body = Buffer.concat([sealing.update(padded), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), body]).toString('base64');
}

/** The text again, or null when the key is another one or a byte was changed. */
export function unseal(key: Uint8Array, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.toString('base64') !== sealed) return null;
  const nonce = bytes.subarray(0, nonceBytes);
  const tag = bytes.subarray(nonceBytes, nonceBytes + tagBytes);
  try {
    const opening = createDecipheriv(cipher, key, nonce, { authTagLength: tagBytes });
    opening.setAuthTag(tag);
    const body = opening.update(bytes.subarray(nonceBytes + tagBytes));
    const padded = Buffer.concat([body, opening.final()]);
    return padded.toString('utf8', 0, padded.lastIndexOf(endMark));
  } catch {
    return null;
  }
}
