// Server-sent events out of text that comes in pieces, cut anywhere.

/** One event; `name` is '' unless the server gave one. */
export interface ServerEvent {
  readonly name: string;
  readonly data: string;
}

/** Takes pieces of a stream in and gives out the events that are whole. Comments and fields of no use here are skipped. */
export class EventReader {
  /** What has come of a line that is not whole. */
  #rest = '';
  #name = '';
  #data: string[] = [];

  push(piece: string): ServerEvent[] {
    const events: ServerEvent[] = [];
    const text = this.#rest + piece;
    // A line of a large frame comes in many pieces: what was searched before is not searched again.
    const seen = Math.max(0, this.#rest.length - 1);
    const end = /\r\n|\n|\r(?!$)/g; // a carriage return at the very end may be half of a line's end
    end.lastIndex = seen;
    let start = 0;
    for (let found = end.exec(text); found !== null; found = end.exec(text)) {
      const event = this.#line(text.slice(start, found.index));
      if (event) events.push(event);
      start = end.lastIndex;
    }
    this.#rest = text.slice(start);
    return events;
  }

  #line(line: string): ServerEvent | undefined {
    if (line === '') {
      const event = { name: this.#name, data: this.#data.join('\n') };
      const any = this.#data.length > 0;
      this.#name = '';
      this.#data = [];
      return any ? event : undefined;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1));
    if (field === 'data') this.#data.push(value);
    if (field === 'event') this.#name = value;
    return undefined;
  }
}
