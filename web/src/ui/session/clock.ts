/** Time left as a clock shows it: 4:05, and −0:12 once it is over. A second that has begun still counts. */
export function clock(ms: number): string {
  const all = Math.abs(Math.ceil(ms / 1000));
  const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
  const two = (n: number): string => String(n).padStart(2, '0');
  const read = hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
  return ms <= -1000 ? `−${read}` : read;
}

/** The hour and minute of a time, as a time field holds it: 15:00. */
export function hourOf(when: number): string {
  const date = new Date(when);
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
}

/** The next moment after `now` at which a clock shows `hour` (15:00), or null where that is none. */
export function nextAt(hour: string, now: number): number | null {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(hour) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  const date = new Date(now);
  date.setHours(Number(hours), Number(minutes), 0, 0);
  if (date.getTime() <= now) date.setDate(date.getDate() + 1);
  return date.getTime();
}

/** A good end to aim at: the quarter of an hour that is nearest to `when`, and after `now`. */
export function quarter(when: number, now: number): number {
  const size = 15 * 60_000;
  const near = Math.round(when / size) * size;
  return near > now ? near : Math.ceil((now + 1) / size) * size;
}
