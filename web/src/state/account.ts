// The people of the workspace: how they come in, what they do with their account, and how owners look after them.
import { call, type Self, type Session } from './api.ts';
import { leave, type LeftWords } from './leave.ts';
import { alone, heard, personHere } from './person.ts';

/** A browser that somebody is signed in with. Times are milliseconds since 1970 UTC. */
export interface Place {
  readonly id: string;
  /** It is this one. */
  readonly current: boolean;
  readonly created_at: number;
  readonly seen_at: number;
  /** Browser and system, like "Firefox, Linux"; '' if unknown. */
  readonly agent: string;
}

/** Somebody of the workspace, as its owners see them. */
export interface Person extends Self {
  /** How many boards they host. */
  readonly boards: number;
  readonly created_at: number;
  /** The name of who invited them; '' if nobody did. */
  readonly invited: string;
}

/** An invitation that works; its link cannot be shown again. */
export interface Invitation {
  readonly id: string;
  readonly role: Self['role'];
  /** '': it is for whoever has the link. */
  readonly email: string;
  /** The name of who made it. */
  readonly by: string;
  readonly created_at: number;
  readonly expires_at: number;
  /** The name of the person whose password it sets anew; '': it makes somebody a person. */
  readonly renew: string;
}

/** A link that is shown once and works once. */
export interface OnceLink {
  readonly url: string;
  readonly expires_at: number;
}

/** What an invitation's link is for. */
export interface Invited {
  readonly role: Self['role'];
  readonly email: string;
  readonly by: string;
  /** The name of the person whose password it sets anew; '': it makes somebody a person. */
  readonly renew: string;
}

export async function signIn(email: string, password: string): Promise<Session> {
  return here(await call('POST', '/api/sign-in', { email, password }));
}

async function here(who: Session): Promise<Session> {
  await heard(who.person?.id ?? '');
  return who;
}

/** Signs out in this browser, or in all of them. What it keeps of theirs goes, words that they were `offered`, too. */
export async function signOut(everywhere: boolean, offered: readonly LeftWords[]): Promise<void> {
  const person = personHere();
  await call('POST', '/api/sign-out', { everywhere });
  await alone(async () => {
    const now = personHere();
    if (now === person || now === '') await leave(person, { offered });
  });
}

/**
 * Begins to sign in by the provider; the address to go to. `back` is a path of ours. With `link`, who is signed in connects
 * it with their account; with `invite` it accepts that invitation.
 */
export async function singleSignOn(
  back: string,
  how: { readonly link?: true; readonly invite?: string } = {},
): Promise<string> {
  return (await call<{ readonly url: string }>('POST', '/api/sso', { return: back, ...how })).url;
}

/** Changes one's name and address; another address needs the password of who has one. */
export function changeAccount(name: string, email: string, password = ''): Promise<Self> {
  return call('POST', '/api/v1/account', { name, email, ...(password !== '' && { password }) });
}

/** Leaves the provider: one signs in by the password alone. */
export async function leaveProvider(): Promise<void> {
  await call('DELETE', '/api/v1/account/sso');
}

/** Sets one's password; all other browsers are signed out. `old` is '' where there is none yet. */
export async function setPassword(old: string, fresh: string): Promise<void> {
  await call('POST', '/api/v1/account/password', { ...(old !== '' && { old }), new: fresh });
}

export function places(): Promise<readonly Place[]> {
  return call('GET', '/api/v1/account/sessions');
}

/** Signs a browser out. */
export async function endPlace(id: string): Promise<void> {
  await call('DELETE', `/api/v1/account/sessions/${encodeURIComponent(id)}`);
}

/** Everybody who may sign in; for owners, as all that follows. */
export function persons(): Promise<readonly Person[]> {
  return call('GET', '/api/v1/people');
}

export async function changeRole(person: string, role: Self['role']): Promise<void> {
  await call('POST', personPath(person), { role });
}

/** Removes somebody; their boards become those of who asks. */
export async function removePerson(person: string): Promise<void> {
  await call('DELETE', personPath(person));
}

/** A link by which somebody sets another password. */
export function renewLink(person: string): Promise<OnceLink> {
  return call('POST', `${personPath(person)}/link`, {});
}

export function invite(role: Self['role'], email: string): Promise<Invitation & OnceLink> {
  return call('POST', '/api/v1/invites', { role, ...(email !== '' && { email }) });
}

export function invitations(): Promise<readonly Invitation[]> {
  return call('GET', '/api/v1/invites');
}

export async function endInvitation(id: string): Promise<void> {
  await call('DELETE', `/api/v1/invites/${encodeURIComponent(id)}`);
}

/** What an invitation is for; nothing is used up. */
export function lookAt(token: string): Promise<Invited> {
  return call('POST', '/api/invite/look', { token });
}

export async function accept(token: string, name: string, email: string, password: string): Promise<Session> {
  return here(await call('POST', '/api/invite', { token, name, email, password }));
}

function personPath(person: string): string {
  return `/api/v1/people/${encodeURIComponent(person)}`;
}
