import { ApiError } from '../../state/api.ts';
import { place } from '../words/words.ts';
import type { SsoFailure } from './words/en.ts';
import { s } from './words/words.ts';

const spans = new Intl.RelativeTimeFormat(place);

/** When to try again, as in "in 40 seconds". */
export function inSeconds(seconds: number): string {
  return seconds < 90 ? spans.format(Math.max(1, seconds), 'second') : spans.format(Math.ceil(seconds / 60), 'minute');
}

/** Why something did not work that the server may refuse to anybody; `else_` is for what is wrong in what was sent. */
export function failure(error: unknown, else_: string = s.failed): string {
  if (!(error instanceof ApiError)) return s.offline;
  if (error.status === 429) return s.tooMany(inSeconds(error.wait));
  if (error.status >= 500) return error.status === 503 ? s.busy : s.failed;
  return else_;
}

/** Why the server said no: what is wrong with what was asked in the server's own words, all else in the reader's. */
export function refusal(error: unknown, else_: string): string {
  return error instanceof ApiError && error.status < 429 && error.message !== ''
    ? error.message
    : failure(error, else_);
}

/** Whether nobody is signed in with this browser, or not any more. */
export function signedOut(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}

/** Why single sign-on failed, as the address says; '' if it does not. It is taken off the address. */
export function ssoFailure(): string {
  const reason = new URLSearchParams(location.hash.slice(1)).get('sso');
  if (reason === null) return '';
  history.replaceState(history.state, '', location.pathname);
  return Object.hasOwn(s.sso, reason) ? s.sso[reason as SsoFailure] : s.sso.server;
}

/** What is wrong with an e-mail address before it is sent; '' if nothing is that one could see from here. */
export function emailProblem(email: string): string {
  return /^\S+@\S+$/.test(email.trim()) ? '' : s.field.noEmail;
}

/** As many characters has a password at least, as the server counts them. */
export const shortest = 8;

/** What is wrong with a new password before it is sent; '' if nothing is that one could see from here. */
export function passwordProblem(password: string): string {
  return [...password].length < shortest ? s.field.short : '';
}
