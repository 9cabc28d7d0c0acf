import type { RecordingId, SoundId } from '../contract/ids';
import type { WordSound } from '../contract/sounds/spoken-words';

/** All that a switch can say or play to a leg, by name. */
export type Sound =
  | 'ringing'
  | 'busy'
  | 'congestion'
  | 'goodbye'
  | 'not-in-use-sv'
  | 'not-in-use-en'
  | CodeSound
  | QuestionSound
  | CallbackSound
  | GreetingSound
  | SupervisedSound
  | MailboxSound
  | RecordingSound
  | WordSound
  | FiledSound
  | 'beep';
/** What is said to who has dialled a code. */
type CodeSound = 'code-done-sv' | 'code-done-en' | 'code-refused-sv' | 'code-refused-en';
/** What is asked of whoever answers a phone that may be a voicemail. */
type QuestionSound = 'press-one-sv' | 'press-one-en';
/** That whoever waits for a group may press 1; that the place is kept; and that the number cannot be called. */
export type CallbackSound = `callback-${'offer' | 'kept' | 'refused'}-${'sv' | 'en'}`;
/** What is said in the place of somebody who does not answer, before the beep. */
type GreetingSound = 'voicemail-sv' | 'voicemail-en' | FailedSound;
/** What is said where nothing of a message could be kept. */
export type FailedSound = 'voicemail-failed-sv' | 'voicemail-failed-en';

/** That the call is recorded, said to both; and the question whether it may be, which ends with time to answer. */
type RecordingSound = `record-${'told' | 'ask'}-${'sv' | 'en'}`;

/** What somebody is told before a supervisor listens. */
export type SupervisedSound = 'supervised-sv' | 'supervised-en';

/** What a person's mailbox says when the person calls it. */
export type MailboxSound = `mailbox-${MailboxWords}-${'sv' | 'en'}`;
type Counted = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
export type MailboxWords =
  | `${Counted}`
  | `saved-${Exclude<Counted, 0> | 'more'}`
  | 'more'
  | 'keys'
  | 'deleted'
  | 'kept'
  | 'restored'
  | 'not-called'
  | 'end'
  | 'menu'
  | 'menu-saved'
  | `greeting-${'keys' | 'speak' | 'review' | 'set' | 'standard' | 'short' | 'failed'}`;
/** What a leg has said before, as it is in the folder of recordings. One that is not there is done at once. */
export type RecordedSound = `recording/${RecordingId}`;
/** What somebody has recorded or chosen to be heard, in the folder `kept` of that of recordings; the same else. */
export type KeptSound = `kept/${SoundId}`;
/** Read when it is played. */
export type FiledSound = RecordedSound | KeptSound;
