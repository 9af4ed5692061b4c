import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AnyRec, Note } from '../../model/records.ts';
import { Hearing } from './hearing.ts';
import { en } from './words/en.ts';

const zones: Readonly<Record<string, string>> = { s: 'Says', f: 'Feels' };

/** A board of a few records, and what is said of it. */
class Heard {
  readonly recs = new Map<string, AnyRec>();
  readonly said: string[] = [];
  readonly hearing = new Hearing(
    { get: (id) => this.recs.get(id), isMine: (rec) => rec.by === 'me' },
    { zone: (id) => zones[id] ?? '', theme: (id) => id, author: (note: Note) => (note.f.anon ? '' : (note.by ?? '')) },
    en.heard,
    (text) => this.said.push(text),
  );

  note(id: string, f: object, by?: string): void {
    this.change(id, { id, type: 'note', by, f: { place: { zone: 's', order: 'a' }, theme: '', anon: false, ...f } });
  }

  change(id: string, rec: object | undefined, mine = false): void {
    this.hearing.touched([id], mine);
    if (rec === undefined) this.recs.delete(id);
    else this.recs.set(id, rec as AnyRec);
    this.hearing.look();
  }

  /** What has been said after so many seconds. */
  after(seconds: number): string[] {
    vi.advanceTimersByTime(seconds * 1000);
    return this.said.splice(0);
  }
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('what others add is said once, by name and zone, and not again within eight seconds', () => {
  const heard = new Heard();
  heard.note('1', {}, 'Anna');
  heard.note('2', {}, 'Anna');
  heard.note('3', { place: { zone: 'f', order: 'a' } }, 'Ben');
  expect(heard.after(1)).toEqual([]);
  expect(heard.after(1)).toEqual(['Anna added 2 notes in Says. Ben added a note in Feels']);
  heard.note('4', {}, 'Anna');
  expect(heard.after(7)).toEqual([]);
  expect(heard.after(1)).toEqual(['Anna added a note in Says']);
  expect(heard.after(60)).toEqual([]);
});

test('nobody is named whose note is anonymous or shows no author, and one’s own acts are not said', () => {
  const heard = new Heard();
  heard.note('1', { anon: true }, 'Anna');
  heard.note('2', {});
  heard.note('3', {}, 'me');
  expect(heard.after(10)).toEqual(['2 new notes in Says']);
  heard.change('1', undefined, true);
  expect(heard.after(10)).toEqual([]);
});

test('moves, themes, deletions and comments are counted', () => {
  const heard = new Heard();
  for (const id of ['1', '2', '3']) heard.note(id, {}, 'Anna');
  heard.after(10);
  heard.note('1', { place: { zone: 'f', order: 'a' } }, 'Anna');
  heard.note('2', { theme: 'Fees' }, 'Anna');
  heard.change('3', undefined);
  heard.change('c', { id: 'c', type: 'comment', by: 'Ben', f: {} });
  expect(heard.after(10)).toEqual([
    'A note was moved to Feels. A note was put into “Fees”. A note was deleted. One new comment',
  ]);
});

test('a step is said at once; what it shows and hides is nobody’s act', () => {
  const heard = new Heard();
  heard.note('1', {}, 'Anna');
  heard.after(10);
  heard.hearing.turned('Step 2 of 3: Reveal');
  expect(heard.after(0)).toEqual(['Step 2 of 3: Reveal']);
  heard.note('2', {}, 'Anna');
  heard.note('3', {}, 'Ben');
  heard.change('1', undefined);
  expect(heard.after(10)).toEqual(['2 more notes show now']);
});

test('a quiet device hears the steps alone', () => {
  const heard = new Heard();
  heard.hearing.hushed = true;
  heard.note('1', {}, 'Anna');
  heard.hearing.turned('Step 2 of 3: Reveal');
  expect(heard.after(10)).toEqual(['Step 2 of 3: Reveal']);
  heard.hearing.hushed = false;
  expect(heard.after(60)).toEqual([]);
});
