const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** Says in a language how long ago something was, in whole minutes, hours or days: "2 minutes ago". */
export function ago(lang: string): (t: number, now: number) => string {
  const spans = new Intl.RelativeTimeFormat(lang, { numeric: 'auto' });
  return (t, now) => {
    const past = Math.max(0, now - t);
    for (const [unit, ms] of units) if (past >= ms) return spans.format(-Math.floor(past / ms), unit);
    return spans.format(0, 'second');
  };
}
