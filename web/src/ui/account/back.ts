/** Where signing in leads back to, as the address says behind #to=; only ever a page of ours. */
export function backTo(): string {
  const to = new URLSearchParams(location.hash.slice(1)).get('to') ?? '/';
  return /^\/(?![/\\])[\w./-]*$/.test(to) && !/^\/(api|ws)\//.test(to) ? to : '/';
}

/** The address of the page to sign in on, which leads back to a page of ours. */
export function signInPath(to: string): string {
  return to === '/' ? '/sign-in' : `/sign-in#to=${encodeURIComponent(to)}`;
}
