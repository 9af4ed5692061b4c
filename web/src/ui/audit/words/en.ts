import type { Act } from '../acts.ts';

/** What the list of who did what says. */
export interface AuditWords {
  readonly title: string;
  readonly about: { readonly server: string; readonly board: string };
  readonly nobody: string;
  readonly somebody: string;
  readonly person: string;
  readonly aBoard: string;
  readonly none: string;
  readonly fetching: string;
  readonly away: string;
  readonly failed: string;
  readonly older: string;
  /** What was refused did not fit, for another reason than those of `ends`. */
  readonly other: string;
  readonly times: (n: number) => string;
  readonly acts: Readonly<Record<Act, string>>;
  /** How something ended, where that says more than that it did. */
  readonly ends: Readonly<Record<End, string>>;
}

/** Roles, and codes of refusals that people meet. */
export type End =
  | 'facilitator'
  | 'team'
  | 'client'
  | 'viewer'
  | 'embed'
  | 'device'
  | 'owner'
  | 'member'
  | 'forbidden'
  | 'not_found'
  | 'sign_in'
  | 'rate'
  | 'limit'
  | 'bad_link'
  | 'bad_code'
  | 'bad_passphrase'
  | 'password'
  | 'invite'
  | 'open'
  | 'ask';

export const en: AuditWords = {
  title: 'Who did what',
  about: {
    server:
      'Everything of note on this server, the newest first. It holds no words that anybody wrote, and nobody can change it.',
    board:
      'Everything of note on this board, the newest first. It holds no words that anybody wrote, and nobody can change it.',
  },
  nobody: 'Nobody known',
  somebody: 'Somebody on the board',
  person: 'Somebody who was removed',
  aBoard: 'A board',
  none: 'Nothing yet.',
  fetching: 'Fetching…',
  away: 'The server cannot be reached just now. It goes on by itself.',
  failed: 'That did not work. Try again in a moment.',
  older: 'Show older',
  other: 'did not fit',
  times: (n) => `${n} times`,
  acts: {
    setup: 'Server taken over',
    signed_in: 'Signed in',
    sign_in_failed: 'Sign-in failed',
    signed_out: 'Signed out',
    password_set: 'Password set',
    sso_linked: 'Single sign-on linked',
    sso_unlinked: 'Single sign-on unlinked',
    email_changed: 'E-mail address changed',
    invite_made: 'Invitation made',
    invite_ended: 'Invitation ended',
    renewal_made: 'Link for a new password made',
    renewal_ended: 'Link for a new password taken back',
    person_added: 'Person added',
    person_changed: 'Person’s role changed',
    person_removed: 'Person removed',
    board_created: 'Board created',
    board_inherited: 'Board passed to an owner',
    duplicated: 'Board duplicated',
    board_deleted: 'Board deleted',
    board_restored: 'Board brought back',
    board_erased: 'Board erased for good',
    joined: 'Joined',
    join_failed: 'Wrong link, code or passphrase',
    role_changed: 'Role changed',
    removed: 'Removed from the board',
    let_in: 'Let in',
    turned_away: 'Not let in',
    let_back: 'Let back in',
    public_opened: 'Public page opened',
    public_closed: 'Public page closed',
    door_set: 'Waiting room',
    handoff_made: 'Hand-off to another device made',
    handoff_used: 'Continued on another device',
    link_made: 'Link made',
    link_revoked: 'Link ended',
    code_made: 'Code for the room made',
    code_ended: 'Code for the room ended',
    refused: 'Refused',
    exported: 'Exported',
    notes_imported: 'Notes brought in',
    statuses_imported: 'Statuses brought back',
    gathered: 'Boards combined',
    erased: 'Words erased',
    withdrawn: 'Words withdrawn',
    unwithdrawn: 'Withdrawn words brought back',
    retention_set: 'How long it is kept was set',
    target_added: 'Issue tracker connected',
    target_ended: 'Issue tracker disconnected',
    delivery_asked: 'Sent to an issue tracker',
    restored: 'Backup restored',
  },
  ends: {
    facilitator: 'facilitator',
    team: 'team',
    client: 'customers',
    viewer: 'viewers',
    embed: 'framed page',
    device: 'another device',
    owner: 'owner',
    member: 'member',
    forbidden: 'not theirs to do',
    not_found: 'not there for them',
    sign_in: 'not signed in',
    rate: 'too fast',
    limit: 'more than may be',
    bad_link: 'link',
    bad_code: 'code',
    bad_passphrase: 'passphrase',
    password: 'password',
    invite: 'invitation',
    open: 'nobody waits',
    ask: 'who comes by a link waits',
  },
};
