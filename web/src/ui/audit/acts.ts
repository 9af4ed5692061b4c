/** What the server writes down; the list is its own (accounts.Acts). */
export const acts = [
  'setup',
  'signed_in',
  'sign_in_failed',
  'signed_out',
  'password_set',
  'sso_linked',
  'sso_unlinked',
  'email_changed',
  'invite_made',
  'invite_ended',
  'renewal_made',
  'renewal_ended',
  'person_added',
  'person_changed',
  'person_removed',
  'board_created',
  'board_inherited',
  'duplicated',
  'board_deleted',
  'board_restored',
  'board_erased',
  'joined',
  'join_failed',
  'role_changed',
  'removed',
  'let_in',
  'turned_away',
  'let_back',
  'public_opened',
  'public_closed',
  'door_set',
  'handoff_made',
  'handoff_used',
  'link_made',
  'link_revoked',
  'code_made',
  'code_ended',
  'refused',
  'exported',
  'notes_imported',
  'statuses_imported',
  'gathered',
  'erased',
  'withdrawn',
  'unwithdrawn',
  'retention_set',
  'target_added',
  'target_ended',
  'delivery_asked',
  'restored',
] as const;

export type Act = (typeof acts)[number];

/** What somebody is on a board. */
export type Badge = 'facilitator' | 'team' | 'customer';

/** A line of the audit, as the server tells it. */
export interface Line {
  readonly id: number;
  readonly at: number;
  readonly board: string;
  readonly title?: string;
  readonly member: string;
  readonly name?: string;
  /** What they are, before a name that looks like another's. */
  readonly name_as?: Badge;
  readonly act: string;
  readonly outcome: string;
  /** What who it was done to is called. */
  readonly whom?: string;
  readonly whom_as?: Badge;
  readonly times: number;
}
