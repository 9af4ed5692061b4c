import type { Became } from '../../model/answers.ts';
import type { Action } from '../../model/records.ts';
import { s } from './words/words.ts';

/** Who does an action and by when, or when it was done; `day` writes a day. */
export function factsOf(
  { f }: Action,
  became: Became,
  owner: string,
  day: (when: string | number) => string,
): string[] {
  const moved = f.original !== '' && f.original !== f.due ? [s.first(day(f.original))] : [];
  switch (became) {
    case 'doing':
    case 'again':
      return [...(owner === '' ? [] : [owner]), ...(f.due === '' ? [] : [s.by(day(f.due)), ...moved])];
    case 'done': {
      const at = f.log.findLast(({ status }) => status === 'done')?.at ?? 0;
      return at === 0 ? [] : [s.on(day(at))];
    }
    case 'later':
      return f.due === '' ? [] : [s.until(day(f.due))];
    case 'no':
    case 'answered':
    case 'looked':
      return [];
  }
}
