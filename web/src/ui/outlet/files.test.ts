import { deflateRawSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';

vi.stubGlobal('navigator', { languages: ['en'] });
const { gather, most } = await import('./files.ts');

interface Packed {
  readonly name: string;
  readonly data: string;
  readonly method?: number;
  /** What the zip claims; the truth where it is left out. */
  readonly size?: number;
}

/** A zip as programs write it. */
function zip(files: readonly Packed[]): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, data, method = 8, size = Buffer.byteLength(data) } of files) {
    const packed = method === 8 ? deflateRawSync(data) : Buffer.from(data);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    parts.push(local, Buffer.from(name), packed);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(at, 42);
    directory.push(entry, Buffer.from(name));
    at += 30 + Buffer.byteLength(name) + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(at, 16);
  return Uint8Array.from(Buffer.concat([...parts, ...directory, end]));
}

test('files, and those in a zip, are read; what is no Markdown is passed over', async () => {
  const { files, passed } = await gather([
    new File(['one'], 'task-1 - A.md'),
    new File(['x'], 'picture.png'),
    new File(
      [
        zip([
          { name: 'backlog/tasks/task-2 - Ü.md', data: 'two ü' },
          { name: 'backlog/tasks/task-3.md', data: 'three', method: 0 },
          { name: 'backlog/.feltboard.json', data: '{}' },
          { name: 'backlog/config.yml', data: 'a: b' },
        ]),
      ],
      'backlog.zip',
    ),
  ]);
  expect(passed).toEqual([]);
  expect(files.map(({ name, text }) => [name, text])).toEqual([
    ['task-1 - A.md', 'one'],
    ['backlog/tasks/task-2 - Ü.md', 'two ü'],
    ['backlog/tasks/task-3.md', 'three'],
    ['backlog/.feltboard.json', '{}'],
  ]);
});

test.each([
  ['is no zip', () => new File(['PK nothing'], 'a.zip'), 'no zip'],
  [
    'unpacks to more than it says',
    () => new File([zip([{ name: 'a.md', data: 'x'.repeat(9999), size: 3 }])], 'a.zip'),
    'cannot be read',
  ],
  ['is too large', () => new File(['x'.repeat(most.file + 1)], 'a.md'), '512 KiB'],
  ['says it is too large', () => new File([zip([{ name: 'a.md', data: 'x', size: 2 ** 31 }])], 'a.zip'), '512 KiB'],
  ['is not text', () => new File([new Uint8Array([0xff, 0xfe, 0x00])], 'a.md'), 'UTF-8'],
])('what %s is named', async (_, file, words) => {
  const { files, passed } = await gather([file()]);
  expect(files).toEqual([]);
  expect(passed).toHaveLength(1);
  expect(passed[0]?.why).toContain(words);
});

test('a limit is told once', async () => {
  const many = Array.from({ length: most.files + 50 }, (_, i) => new File(['x'], `task-${i}.md`));
  const { files, passed } = await gather(many);
  expect(files).toHaveLength(most.files);
  expect(passed).toEqual([{ file: '', why: 'More than 2000 files; the rest was not read.' }]);
});
