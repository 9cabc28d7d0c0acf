import type { LaterTexts } from './en-later';

export const recording: LaterTexts['recording'] = {
  record: 'Spela in',
  pause: 'Pausa inspelningen',
  resume: 'Fortsätt inspelningen',
  stop: 'Stoppa inspelningen',
  asking: { mine: 'Frågar om samtycke', theirs: 'Inspelning? Tryck 1 för ja' },
  telling: { mine: 'Meddelar att samtalet spelas in', theirs: 'Inspelningen börjar' },
  on: { mine: 'Spelas in', theirs: 'Spelas in' },
  paused: { mine: 'Inspelningen är pausad', theirs: 'Inspelningen är pausad' },
  refused: { mine: 'Spelas inte in: inget samtycke', theirs: 'Spelas inte in' },
  failed: { mine: 'Inspelningen misslyckades', theirs: 'Inspelningen misslyckades' },
};

export const recordings: LaterTexts['recordings'] = {
  list: 'Inspelningar',
  of: 'Inspelning av samtalet med {{who}}',
  listen: 'Inspelning',
  title: 'Inspelning',
  by: 'Inspelat av {{who}}',
  cutShort: 'slutet saknas',
  delete: 'Ta bort inspelning',
  deleted: 'Inspelningen är borttagen',
  restored: 'Inspelningen är tillbaka',
  plays: 'Vilka som har lyssnat',
  play: '{{who}}, {{when}}',
  nobody: 'Ingen har lyssnat än.',
  somebody: 'Någon som inte finns kvar',
  playsFailed: 'Vilka som har lyssnat kunde inte läsas',
  failed: 'Inspelningarna kunde inte läsas',
  playFailed: 'Inspelningen kunde inte spelas upp.',
  gone: 'Inspelningen finns inte längre.',
  empty: 'Inga inspelningar',
  emptyHint: 'Samtal som har spelats in visas här för dem som får lyssna.',
  group: 'Inspelningar för {{group}}',
  noted: 'Den som spelar upp eller laddar ned en inspelning antecknas.',
};
