import { within } from '../words/within.ts';
import { t } from '../words/words.ts';
import type { Act, Badge, Line } from './acts.ts';
import { s } from './words/words.ts';

/** What was done. A newer server may know more than this page does. */
export function whatOf(act: string): string {
  return s.acts[act as Act] ?? act;
}

/** How it ended, and whom or what it was done to, where that says more than that it did. */
export function endOf({ act, outcome, whom: name, whom_as }: Line): string {
  const whom = badged(name, whom_as);
  const [said = '', id] = outcome.split(' ');
  if (isID(id) || isID(said))
    return [endings(said), whom ?? (numbered.has(act) ? short(id ?? said) : '')]
      .filter((each) => each !== '')
      .join(', ');
  const end = endings(outcome);
  if (end !== '') return end;
  const count = /^\d+ /.exec(outcome);
  if (count !== null) return outcome.replace(/ [a-z]+/, '').replace(/, .*/, '');
  return act === 'refused' ? s.other : '';
}

/** Acts on what has no name: the beginning of its id tells which lines are about the same. */
const numbered = new Set<string>(['link_made', 'link_revoked', 'invite_made', 'invite_ended'] satisfies Act[]);

const isID = (text: string | undefined) => text !== undefined && /^[0-9a-f-]{32,36}$/.test(text);
const short = (id: string) => `#${id.slice(0, 4)}`;
const endings = (said: string) => (said in s.ends ? s.ends[said as keyof typeof s.ends] : '');

/** Who did it. */
export function whoOf({ name, name_as, member, board }: Line): string {
  return badged(name, name_as) ?? (member === '' ? s.nobody : board === '' ? s.person : s.somebody);
}

/** A name, which says whose it is where it looks like another's (S-17). */
const badged = (name: string | undefined, as: Badge | undefined) =>
  name === undefined ? undefined : within(as === undefined ? name : `${t.name.badge[as]} ${name}`);
