/** What the board's menu opens of its past: the history itself, a duplicate, or the zones and what was deleted of them. */
export type PastSheet = 'history' | 'duplicate' | 'zones';
