/** On the card of a call: what the one who began it reads, and what the others do. */
export const recording = {
  record: 'Record',
  pause: 'Pause recording',
  resume: 'Resume recording',
  stop: 'Stop recording',
  asking: { mine: 'Asking for consent', theirs: 'Recording? Press 1 to agree' },
  telling: { mine: 'Announcing the recording', theirs: 'Recording begins' },
  on: { mine: 'Recording', theirs: 'Recording' },
  paused: { mine: 'Recording paused', theirs: 'Recording paused' },
  refused: { mine: 'Not recorded: no consent', theirs: 'Not recorded' },
  failed: { mine: 'The recording has failed', theirs: 'The recording has failed' },
};

/** Recorded calls, as those who may listen find them. */
export const recordings = {
  list: 'Recordings',
  of: 'Recording of the call with {{who}}',
  listen: 'Recording',
  title: 'Recording',
  by: 'Recorded by {{who}}',
  cutShort: 'the end is missing',
  delete: 'Delete recording',
  deleted: 'Recording deleted',
  restored: 'Recording restored',
  plays: 'Who has listened',
  play: '{{who}}, {{when}}',
  nobody: 'Nobody has listened yet.',
  somebody: 'Somebody who is not here any more',
  playsFailed: 'Who has listened could not be read',
  failed: 'The recordings could not be read',
  playFailed: 'The recording could not be played.',
  gone: 'The recording is not there any more.',
  empty: 'No recordings',
  emptyHint: 'Calls that have been recorded appear here for those who may listen.',
  group: 'Recordings of {{group}}',
  noted: 'Whoever plays or downloads a recording is noted.',
};
