import { keep, kept } from '../parts/kept.ts';

let audio: AudioContext | undefined;

/** Whether this device makes a sound when the time is up. `unless`: what holds until somebody has chosen. */
export function sounds(unless: boolean): boolean {
  const chosen = kept('chime');
  return chosen === null ? unless : chosen === 'on';
}

/** Remembers on this device whether it makes a sound. */
export function setSounds(on: boolean): void {
  keep('chime', on ? 'on' : 'off');
}

/**
 * Readies the sound with the first touch of the page: before one, a browser lets no page make any, and a page that has
 * not been touched stays silent. Returns what stops it waiting.
 */
export function readyChime(): () => void {
  const stop = new AbortController();
  const wake = (): void => {
    stop.abort();
    if (typeof AudioContext === 'undefined') return;
    audio ??= new AudioContext();
    void audio.resume().catch(() => undefined); // then it stays silent
  };
  for (const act of ['pointerup', 'keydown']) addEventListener(act, wake, { signal: stop.signal });
  return () => stop.abort();
}

/** Two soft notes of a bell, a second long. Does nothing where the browser allows no sound. */
export function chime(): void {
  if (audio?.state !== 'running') return;
  const now = audio.currentTime;
  for (const [pitch, at] of [
    [659.3, 0],
    [880, 0.18],
  ] as const) {
    const tone = new OscillatorNode(audio, { frequency: pitch });
    const loud = new GainNode(audio, { gain: 0 });
    loud.gain.setValueAtTime(0, now + at);
    loud.gain.linearRampToValueAtTime(0.12, now + at + 0.02);
    loud.gain.exponentialRampToValueAtTime(0.0005, now + at + 0.9);
    tone.connect(loud).connect(audio.destination);
    tone.start(now + at);
    tone.stop(now + at + 1);
  }
}
