import { randomUUID } from 'node:crypto';
import type { LegId, RecordingId } from '../../contract/ids';
import { nameOf, readName } from './recording-names';

const facts = { recording: randomUUID() as RecordingId, leg: randomUUID() as LegId, maxMs: 300_000, silenceMs: 8_000 };

describe('the name of a recording', () => {
  it.each([facts, { ...facts, silenceMs: null }])('says everything of it', (each) => {
    expect(readName(nameOf(each))).toEqual(each);
  });

  it.each([
    '',
    'record',
    'message',
    nameOf(facts).replace('record', 'other'),
    `${nameOf(facts)}x`,
    `record_${facts.leg}`,
  ])('is not read where it is none of ours: %s', (name) => expect(readName(name)).toBeNull());
});
