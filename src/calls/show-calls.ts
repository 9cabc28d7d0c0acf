import type { UserId } from '../contract/ids';
import type { Publisher } from '../ports/publisher';
import type { CallChange } from './call-change';
import { participants } from './engine/call-facts';
import type { Call } from './engine/call';
import type { Knowledge } from './knowledge';
import { shownView } from './shown-view';

export interface ShowCallsDeps {
  readonly publisher: Pick<Publisher, 'toUser'>;
  readonly knowledge: Pick<Knowledge, 'recordingOf'>;
  /** Somebody's calls changed: the line state may have. */
  onLineChanged(userId: UserId): void;
}

/** Shows people their calls. */
export interface ShowCalls {
  /** To all who are in the call, or were before. */
  changed(before: Call | null, call: Call): void;
  /** An entry in the list says that the call is kept: it is shown once that is true, also if the process dies now. */
  recorded(change: CallChange): void;
}

export function createShowCalls({ publisher, knowledge, onLineChanged }: ShowCallsDeps): ShowCalls {
  return {
    changed(before, call) {
      const { organisationId } = call;
      const people = new Set([...(before ? participants(before) : []), ...participants(call)]);
      for (const userId of people) {
        const view = shownView(call, userId, knowledge);
        if (view) publisher.toUser(organisationId, userId, { type: 'call', call: view });
      }
      for (const userId of people) onLineChanged(userId);
    },
    recorded({ call: { organisationId }, history }) {
      for (const { userId, entry } of history)
        publisher.toUser(organisationId, userId, { type: 'history.added', entry });
    },
  };
}
