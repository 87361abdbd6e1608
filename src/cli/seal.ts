import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** Sealed texts come in these sizes, so that their length does not tell one answer from another. */
const blockBytes = 256;

export const newKey = (): Uint8Array => randomBytes(32);

/** A text that nobody can read without the key; longer remarks take more blocks, and that shows. */
export function seal(key: Uint8Array, text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  const size = Math.ceil((bytes.length + 1) / blockBytes) * blockBytes;
  const padded = Buffer.concat([bytes, Buffer.alloc(size - bytes.length, 0x20)]);
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key, nonce);
  const body = Buffer.concat([sealing.update(padded), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), body]).toString('base64');
}

/** The text again, or null when the key is another one or a byte was changed. */
export function unseal(key: Uint8Array, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  const nonce = bytes.subarray(0, nonceBytes);
  const tag = bytes.subarray(nonceBytes, nonceBytes + tagBytes);
  try {
    const opening = createDecipheriv(cipher, key, nonce, { authTagLength: tagBytes });
    opening.setAuthTag(tag);
    const body = opening.update(bytes.subarray(nonceBytes + tagBytes));
    return Buffer.concat([body, opening.final()]).toString('utf8').trimEnd();
  } catch {
    return null;
  }
}
