import Heart from '@lucide/svelte/icons/heart';
import ThumbsUp from '@lucide/svelte/icons/thumbs-up';
import type { Component } from 'svelte';
import type { ReactionKind } from '../../model/records.ts';
import Surprise from './Surprise.svelte';
import Unsure from './Unsure.svelte';

/** What anybody may say of a note with one press; "felt this too" is another matter (B-81). */
export type Nod = Exclude<ReactionKind, 'felt'>;

/** The nods and their signs, in the order they stand everywhere. */
export const nods: readonly (readonly [Nod, Component<{ size?: number | string }>])[] = [
  ['agree', ThumbsUp],
  ['heart', Heart],
  ['surprise', Surprise],
  ['unsure', Unsure],
];
