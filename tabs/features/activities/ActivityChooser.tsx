import { makeStyles } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityDefinition, ActivityEnd, ActivityView } from '../../../src/contract/activities/activity';
import type { UserId } from '../../../src/contract/ids';
import { useServices } from '../../ui/services';
import { useActivity, useActivityTexts } from '../../ui/use-activity';
import type { Popup } from '../../ui/use-popup';
import { useStore } from '../../ui/use-store';
import { ActivityMenu } from './ActivityMenu';
import { SetActivity, type Asked } from './SetActivity';
import { useSetActivity } from './use-set-activity';

const useStyles = makeStyles({
  hidden: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

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
  const styles = useStyles();
  const { said, say } = useSaid(now?.activity ?? null, person);
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
        <SetActivity asked={asked} trigger={popup.trigger} person={person} onSet={say} onClose={() => setAsked(null)} />
      )}
      <div role="status" className={styles.hidden}>
        {/* An element of its own each time: what is set twice is said twice. */}
        <span key={said.times}>{said.text}</span>
      </div>
    </>
  );
}

/** Aloud: what holds of mine from now on, whatever made it so, and what I set for another. */
function useSaid(activity: ActivityView | null, person: ActivityChooserProps['person']) {
  const { t } = useTranslation();
  const texts = useActivityTexts();
  const [said, setSaid] = useState({ text: '', times: 0 });
  const what = activity === null ? null : texts.withEnd(activity);
  const before = useRef(what);
  const last = useRef<string | null>(null);
  const say = (text: string): void => {
    last.current = text;
    const who = person?.name;
    const whole = t(who === undefined ? 'activity.button' : 'activity.nowOf', { what: text, who });
    setSaid(({ times }) => ({ text: whole, times: times + 1 }));
  };
  useEffect(() => {
    const isNews = before.current !== null && what !== null && what !== before.current;
    before.current = what;
    // What was said when it was set comes back from the server a moment later.
    if (isNews && person === undefined && what !== last.current) say(what);
    if (isNews) last.current = null;
  });
  return { said, say: (set: Pick<ActivityView, 'name' | 'untilMs'>) => say(texts.withEnd(set)) };
}
