const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How a moment is said in a language, where (`place`, a language tag) and in whose time (`zone`; none is the device's). */
export interface Here {
  readonly place: string;
  readonly zone?: string;
}

/** A day and an hour in the reader's own time, which it names: “Thursday 15:00 CET” within a week, with the date from then on. */
export function moment(at: number, now: number, { place, zone }: Here): string {
  const own = zone === undefined ? {} : { timeZone: zone };
  const near = at - now < 6 * day && at - now > -day;
  const date = new Intl.DateTimeFormat(place, {
    weekday: 'long',
    ...(near ? {} : { day: 'numeric', month: 'long' }),
    ...own,
  });
  const time = new Intl.DateTimeFormat(place, { hour: 'numeric', minute: '2-digit', timeZoneName: 'short', ...own });
  return `${date.format(at)} ${time.format(at)}`;
}

/** How long it is until then, in words: “in 2 days”; '' once it is less than a minute, or past. */
export function until(at: number, now: number, { place }: Here): string {
  const words = new Intl.RelativeTimeFormat(place, { numeric: 'always' });
  const left = at - now;
  if (left < minute) return '';
  if (left < 90 * minute) return words.format(Math.round(left / minute), 'minute');
  if (left < 36 * hour) return words.format(Math.round(left / hour), 'hour');
  return words.format(Math.round(left / day), 'day');
}

/** What a `datetime-local` field holds for a moment, in the device's time. */
export function toField(at: number): string {
  const date = new Date(at);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The moment such a field means; 0 where it says none. */
export function fromField(text: string): number {
  const at = text === '' ? NaN : new Date(text).getTime();
  return Number.isNaN(at) ? 0 : at;
}
