import { expect, test, vi } from 'vitest';
import { bare, isolating, within } from './within.ts';

vi.stubGlobal('navigator', { languages: ['en'] });
vi.stubGlobal('document', { documentElement: {} });
const { called } = await import('../board/names.ts');
const words = await import('./words.ts');

const hebrew = 'רות';

test('S-17: a name from right to left is held together; any other is as it was', () => {
  expect(within('Carla')).toBe('Carla');
  expect(within('Żółć 12 “x”')).toBe('Żółć 12 “x”');
  for (const name of [hebrew, 'مريم', 'Carla רות', '𐤀𐤁']) {
    expect(within(name)).toBe(`\u2068${name}\u2069`);
    expect(within(within(name))).toBe(within(name));
    expect(bare(within(name))).toBe(name);
  }
});

test('S-17: every sentence holds what is put into it', async () => {
  const some = isolating({
    plain: 'Hello',
    deep: { one: (name: string, n: number) => `${name} wrote ${n}`, list: [(name: string) => `to ${name}`] as const },
    none: null,
  });
  expect(some.plain).toBe('Hello');
  expect(some.deep.one('Carla', 2)).toBe('Carla wrote 2');
  expect(some.deep.one(hebrew, 2)).toBe(`\u2068${hebrew}\u2069 wrote 2`);
  expect(some.deep.list[0](hebrew)).toBe(`to \u2068${hebrew}\u2069`);
  expect(some.none).toBeNull();
  await words.begin();
  expect(words.t.session.leads(hebrew)).toContain(`\u2068${hebrew}\u2069`);
});

test('S-17: a member is called so that nothing around them turns', () => {
  const member = (name: string) => ({
    id: '1',
    type: 'member',
    f: { name, pseudonym: 'P1', role: 'client', side: 'customer' },
  });
  expect(called(member('Carla') as never)).toBe('Carla');
  expect(called(member(hebrew) as never)).toBe(`\u2068${hebrew}\u2069`);
});
