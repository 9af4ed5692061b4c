import type { TrackerKind } from '../../state/outlet.ts';
import { s } from './words/words.ts';

const { tokens, hooks } = s.trackers;

/** What people need to know of a kind of tracker to let us in. */
export interface Tracker {
  readonly kind: TrackerKind;
  readonly name: string;
  /** Its own address, used where none is entered; '' if it has none. */
  readonly home: string;
  readonly token: string;
  readonly hook: string;
}

export const trackers: readonly [Tracker, ...Tracker[]] = [
  { kind: 'github', name: 'GitHub', home: 'https://github.com', token: tokens.github, hook: hooks.github },
  { kind: 'gitlab', name: 'GitLab', home: 'https://gitlab.com', token: tokens.gitlab, hook: hooks.gitlab },
  { kind: 'gitea', name: s.trackers.gitea, home: '', token: tokens.gitea('write:issue'), hook: hooks.gitea },
];

export function trackerOf(kind: TrackerKind): Tracker {
  return trackers.find((each) => each.kind === kind) ?? trackers[0];
}
