import { call } from './api.ts';

/** What the server bounds, as far as pages say it before anybody runs into it. It tells all of it at /api/v1/limits. */
export interface Limits {
  readonly joins_per_link: number;
  readonly waiting_per_link: number;
  readonly links_per_role: number;
  readonly passphrase_min: number;
  readonly code_hours: number;
  readonly mine_keys: number;
}

let asked: Promise<Limits> | undefined;

/** The server's limits; they are asked for once, and again if that failed. */
export function limits(): Promise<Limits> {
  asked ??= call<Limits>('GET', '/api/v1/limits').catch((error: unknown) => {
    asked = undefined;
    throw error;
  });
  return asked;
}
