import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ActivityDefinition, ActivityEnd } from '../../../src/contract/activities/activity';
import type { UserId } from '../../../src/contract/ids';
import { useServices } from '../../ui/services';
import { useActivity } from '../../ui/use-activity';
import type { Popup } from '../../ui/use-popup';
import { useStore } from '../../ui/use-store';
import { ActivityMenu } from './ActivityMenu';
import { SetActivity, type Asked } from './SetActivity';
import { useSetActivity } from './use-set-activity';

export interface ActivityChooserProps {
  readonly popup: Popup;
  /** Whose it is, if not mine. */
  readonly person?: { readonly userId: UserId; readonly name: string };
}

/** The menu of activities behind a button, and what is asked about the one chosen. */
export function ActivityChooser({ popup, person }: ActivityChooserProps): ReactNode {
  const set = useSetActivity();
  const mine = useStore(useServices().store, ({ me }) => me?.user.id ?? null);
  const now = useActivity(person?.userId ?? mine);
  const [asked, setAsked] = useState<Asked | null>(null);
  const whose = person === undefined ? {} : { userId: person.userId };

  function choose(definition: ActivityDefinition, end: ActivityEnd): void {
    void set({ name: 'activity.set', ...whose, activityId: definition.id, end, message: null });
  }

  function chooseListed(definition: ActivityDefinition): void {
    const { key, defaultEnd, endRequired } = definition;
    const asks = key !== 'available' && (defaultEnd !== null || endRequired);
    // What needs an end and proposes none is not set before it is said.
    if (!endRequired || defaultEnd !== null) choose(definition, key === 'available' ? null : defaultEnd);
    if (asks) setAsked({ definition, before: now?.activity ?? null, message: null });
  }

  return (
    <>
      {popup.open && now !== null && (
        <ActivityMenu
          popup={popup}
          now={now}
          isMine={person === undefined}
          onListed={chooseListed}
          onShortcut={choose}
          onReset={() => void set({ name: 'activity.reset', ...whose })}
          onEdit={(definition) => setAsked({ definition, before: now.activity, message: now.activity.message })}
        />
      )}
      {asked !== null && (
        <SetActivity asked={asked} trigger={popup.trigger} person={person} onClose={() => setAsked(null)} />
      )}
    </>
  );
}
