// What somebody chose to bring back: files, a folder, a zip.
import { s } from './words/words.ts';

/** What is sent at once; the server takes 4 MiB as JSON. */
export const most = { files: 2000, file: 512 * 1024, all: 3 * 1024 * 1024 } as const;

export interface Text {
  readonly name: string;
  readonly text: string;
}

export interface Gathered {
  readonly files: readonly Text[];
  /** What was not read, and why. */
  readonly passed: readonly { readonly file: string; readonly why: string }[];
}

/** Where a folder remembers what was exported into it. */
const manifest = '.feltboard.json';

/** Reads what matters of what was chosen: Markdown, and what the folder remembers. The rest is passed over without a word. */
export async function gather(chosen: Iterable<File>): Promise<Gathered> {
  const files: Text[] = [];
  const passed: { file: string; why: string }[] = [];
  let size = 0;

  const take = async (name: string, bytes: () => Promise<Uint8Array>, length: number): Promise<void> => {
    if (!wanted(name)) return;
    if (files.length >= most.files) return void once(s.back.tooMany(most.files));
    if (length > most.file && !name.endsWith(manifest)) return void passed.push({ file: name, why: s.back.tooLarge });
    if (size + length > most.all) return void once(s.back.allTooLarge);
    size += length;
    try {
      files.push({ name, text: new TextDecoder('utf-8', { fatal: true }).decode(await bytes()) });
    } catch {
      passed.push({ file: name, why: s.back.noText });
    }
  };
  const once = (why: string): void => {
    if (!passed.some((each) => each.why === why)) passed.push({ file: '', why });
  };

  for (const file of chosen) {
    const name = file.webkitRelativePath || file.name;
    if (!/\.zip$/i.test(name)) {
      await take(name, async () => new Uint8Array(await file.arrayBuffer()), file.size);
      continue;
    }
    if (file.size > 8 * most.all) {
      passed.push({ file: name, why: s.back.zipTooLarge });
      continue;
    }
    try {
      for (const entry of entries(new Uint8Array(await file.arrayBuffer())))
        await take(entry.name, entry.bytes, entry.size);
    } catch {
      passed.push({ file: name, why: s.back.noZip });
    }
  }
  return { files, passed };
}

function wanted(name: string): boolean {
  const base = name.slice(name.lastIndexOf('/') + 1);
  return base === manifest || (/\.md$/i.test(base) && !base.startsWith('.'));
}

interface Entry {
  readonly name: string;
  /** Unpacked, as the zip says; what it unpacks to is held to it. */
  readonly size: number;
  readonly bytes: () => Promise<Uint8Array>;
}

/** The files of a zip, by its directory. Throws where it is none, or of a kind that we do not read (64 bits, encrypted). */
function entries(zip: Uint8Array): Entry[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  let end = zip.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) throw new Error('no zip');
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const found: Entry[] = [];
  for (let i = 0; i < count; i++) {
    if (view.getUint32(at, true) !== 0x02014b50) throw new Error('damaged');
    const method = view.getUint16(at + 10, true);
    const packed = view.getUint32(at + 20, true);
    const size = view.getUint32(at + 24, true);
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
      number,
      number,
      number,
    ];
    const local = view.getUint32(at + 42, true);
    found.push({
      name: new TextDecoder().decode(zip.subarray(at + 46, at + 46 + name)),
      size,
      bytes: () => {
        const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
        return unpack(zip.subarray(from, from + packed), method, size);
      },
    });
    at += 46 + name + extra + comment;
  }
  return found;
}

async function unpack(data: Uint8Array, method: number, size: number): Promise<Uint8Array> {
  if (method === 0 && data.length === size) return data;
  if (method !== 8) throw new Error('packed in a way that we do not read');
  const out = new Uint8Array(size);
  let n = 0;
  const stream = new Blob([data.slice()]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  for (const reader = stream.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) return out.subarray(0, n);
    if (n + value.length > size) {
      await reader.cancel();
      throw new Error('larger than it says');
    }
    out.set(value, n);
    n += value.length;
  }
}
