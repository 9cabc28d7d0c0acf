import type { SaidToGroups } from '../src/answer-groups/said';
import { isolated } from '../src/contract/isolated';
import type { Texts } from './texts';

/** What the bot answers to what was written about answer groups. */
export function groupAnswer(said: SaidToGroups, texts: Texts, nowMs: number): string {
  switch (said.kind) {
    case 'queue':
      return said.groups
        .map(({ name, agents, available, waiting, oldestEnteredAtMs: oldest }) => {
          const head = texts.groupAgents(isolated(name), available, agents);
          const wait = oldest === null ? texts.nobodyWaits : texts.groupWaiting(waiting, minutes(nowMs - oldest));
          return `${head} ${wait}`;
        })
        .join('\n\n');
    case 'loggedIn':
    case 'loggedOut':
    case 'resumed':
      return texts[said.kind](listed(said.groups));
    case 'paused':
      return texts.paused(isolated(said.reason));
    case 'whichGroup':
    case 'whichReason':
      return texts[said.kind](listed(said.choices));
    case 'refused':
      return refusal(said.code, texts);
  }
}

const listed = (names: readonly string[]): string => names.map(isolated).join(', ');

/** `1:12`; a clock that is behind ours makes it none. */
function minutes(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function refusal(code: Extract<SaidToGroups, { kind: 'refused' }>['code'], texts: Texts): string {
  if (code === 'answerGroups.noDevice') return texts.noDevice;
  return code === 'answerGroups.notAgent' ? texts.notLoggedIn : texts.tryAgain;
}
