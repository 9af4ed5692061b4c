/** What the board's menu opens of its past: the history itself, a duplicate, the zones and what was deleted of them, or who did what. */
export type PastSheet = 'history' | 'duplicate' | 'zones' | 'audit';
