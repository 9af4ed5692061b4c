import { mostText } from './limits.ts';

/** Why a file was not read. */
export type Unread = 'large' | 'unreadable';

/** A file's text. Encodings are those people's spreadsheets write: UTF-8, UTF-16, or else Windows-1252. */
export async function textOf(file: File): Promise<string | Unread> {
  if (file.size > mostText) return 'large';
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return 'unreadable';
  }
  const [a, b] = bytes;
  const label = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return text(new TextDecoder(label, { fatal: true }).decode(bytes));
  } catch {
    return text(new TextDecoder('windows-1252').decode(bytes));
  }
}

/** A picture or a spreadsheet's own format is no text: it has zeros in it. */
function text(decoded: string): string {
  return decoded.includes('\u0000') || decoded.startsWith('PK\u0003') || decoded.startsWith('%PDF')
    ? 'unreadable'
    : decoded;
}
