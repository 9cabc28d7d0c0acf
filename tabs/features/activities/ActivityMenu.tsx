import {
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  makeStyles,
} from '@fluentui/react-components';
import { ArrowResetRegular } from '@fluentui/react-icons/svg/arrow-reset';
import { EditRegular } from '@fluentui/react-icons/svg/edit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  ActivityChoices,
  ActivityDefinition,
  ActivityEnd,
  ActivityShortcut,
  ActivityView,
  PersonActivity,
} from '../../../src/contract/activities/activity';
import { useActivityTexts } from '../../ui/use-activity';
import { useServerNow } from '../../ui/use-now';
import type { Popup } from '../../ui/use-popup';
import { useWhen } from '../../ui/use-when';
import { usualEndMs } from '../../view-models/activity-end';
import { ActivityIcon } from './ActivityIcon';
import { mainArea } from './main-area';
import { useChoices } from './use-choices';
import { useShortcutName } from './use-shortcut-name';

const useStyles = makeStyles({
  popover: { minWidth: '280px', maxHeight: 'calc(100vh - 72px)', overflowY: 'auto', boxSizing: 'border-box' },
});

export interface ActivityMenuProps {
  readonly popup: Popup;
  readonly now: PersonActivity;
  readonly isMine: boolean;
  readonly onListed: (definition: ActivityDefinition) => void;
  readonly onShortcut: (definition: ActivityDefinition, end: ActivityEnd) => void;
  readonly onReset: () => void;
  readonly onEdit: (definition: ActivityDefinition) => void;
}

/** Shortcuts first, each one press; then the organisation's list. */
export function ActivityMenu({
  popup,
  now,
  isMine,
  onListed,
  onShortcut,
  onReset,
  onEdit,
}: ActivityMenuProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { choices, failed } = useChoices();
  const { activity } = now;
  const isSet = activity.source === 'set';
  const current = choices?.activities.find(({ id }) => id === activity.activityId);
  if (choices === null && !failed) return null;
  return (
    <Menu
      open
      onOpenChange={popup.onOpenChange}
      positioning={{ target: popup.trigger, position: 'below', align: 'end', overflowBoundary: mainArea() }}
      checkedValues={{ activity: [activity.activityId] }}
      onCheckedValueChange={(_, { checkedItems: [id] }) => {
        const chosen = choices?.activities.find((each) => each.id === id);
        popup.close();
        if (chosen !== undefined) onListed(chosen);
      }}
    >
      {/* What is open beside the page is a part of it too. */}
      <MenuPopover className={styles.popover} role="region" aria-label={t('activity.title')}>
        <MenuList aria-label={t('activity.title')}>
          {choices !== null && isMine && choices.shortcuts.length > 0 && (
            <Shortcuts choices={choices} onChoose={onShortcut} />
          )}
          {choices === null ? <MenuItem disabled>{t('activity.failed')}</MenuItem> : <Listed choices={choices} />}
          {isSet && <MenuDivider />}
          {isSet && <IsSet activity={activity} current={current} onReset={onReset} onEdit={onEdit} />}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

interface IsSetProps extends Pick<ActivityMenuProps, 'onReset' | 'onEdit'> {
  readonly activity: ActivityView;
  readonly current: ActivityDefinition | undefined;
}

/** Of what is set by hand: who did that, what it goes before, and the ways to change it. */
function IsSet({ activity: { setBy, covers, isSticky }, current, onReset, onEdit }: IsSetProps): ReactNode {
  const { t } = useTranslation();
  const texts = useActivityTexts();
  const notes = [
    setBy === null ? null : t('activity.setBy', { who: setBy }),
    covers === null ? null : t('activity.covers', { what: texts.withEnd(covers) }),
    isSticky ? t('activity.sticky') : null,
  ].filter((note) => note !== null);
  return (
    <MenuGroup>
      {notes.length > 0 && <MenuGroupHeader>{notes.join(' · ')}</MenuGroupHeader>}
      {current !== undefined && (
        <MenuItem icon={<EditRegular />} onClick={() => onEdit(current)}>
          {t('activity.edit')}
        </MenuItem>
      )}
      <MenuItem icon={<ArrowResetRegular />} onClick={onReset}>
        {t('activity.reset')}
      </MenuItem>
    </MenuGroup>
  );
}

/** Their ends go on while the menu stands open. */
function Shortcuts({
  choices,
  onChoose,
}: {
  choices: ActivityChoices;
  onChoose: (definition: ActivityDefinition, end: ActivityEnd) => void;
}): ReactNode {
  const { t } = useTranslation();
  const when = useWhen();
  const nowMs = useServerNow(true);
  const shortcutName = useShortcutName();
  const endOf = (end: ActivityShortcut['end']): string | null =>
    end === null ? null : when.until(usualEndMs(end, nowMs, choices));
  return (
    <>
      <MenuGroup>
        <MenuGroupHeader>{t('activity.shortcuts')}</MenuGroupHeader>
        {choices.shortcuts.map(({ activityId, end }, index) => {
          const definition = choices.activities.find(({ id }) => id === activityId);
          if (definition === undefined) return null;
          const what = shortcutName(definition, end);
          const until = endOf(end);
          return (
            <MenuItem
              // oxlint-disable-next-line react/no-array-index-key -- two may say the same
              key={index}
              icon={<ActivityIcon icon={definition.icon} />}
              aria-label={until === null ? what : t('activity.shortcutUntil', { what, when: until })}
              {...(until === null ? {} : { secondaryContent: t('activity.untilWhen', { when: until }) })}
              onClick={() => onChoose(definition, end)}
            >
              {what}
            </MenuItem>
          );
        })}
      </MenuGroup>
      <MenuDivider />
    </>
  );
}

function Listed({ choices }: { choices: ActivityChoices }): ReactNode {
  const { t } = useTranslation();
  const texts = useActivityTexts();
  return (
    <MenuGroup>
      <MenuGroupHeader>{t('activity.title')}</MenuGroupHeader>
      {choices.activities
        .filter(({ listed }) => listed)
        .map((definition) => (
          <MenuItemRadio
            key={definition.id}
            name="activity"
            value={definition.id}
            icon={<ActivityIcon icon={definition.icon} />}
          >
            {texts.name(definition)}
          </MenuItemRadio>
        ))}
    </MenuGroup>
  );
}
