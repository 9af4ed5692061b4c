import type { TrackerKind } from '../../state/outlet.ts';

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
  {
    kind: 'github',
    name: 'GitHub',
    home: 'https://github.com',
    token:
      'A fine-grained token for this repository alone: Issues, read and write. With a classic one: repo, or public_repo for a public repository.',
    hook: 'In the repository: Settings, Webhooks, Add webhook. Content type application/json; only the event “Issues”.',
  },
  {
    kind: 'gitlab',
    name: 'GitLab',
    home: 'https://gitlab.com',
    token: 'A project access token with the role Reporter or higher and the scope “api”.',
    hook: 'In the project: Settings, Webhooks, Add new webhook. Trigger: issue events.',
  },
  {
    kind: 'gitea',
    name: 'Gitea or Forgejo',
    home: '',
    token: 'A token that may read and write issues: the scope “write:issue”.',
    hook: 'In the repository: Settings, Webhooks, Add webhook, Gitea. Custom events: issues.',
  },
];

export function trackerOf(kind: TrackerKind): Tracker {
  return trackers.find((each) => each.kind === kind) ?? trackers[0];
}
