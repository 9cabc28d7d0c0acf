import { Button, mergeClasses } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mark } from '../../../src/contract/contacts/groups';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { PhoneNumber } from '../../ui/PhoneNumber';
import { useServices } from '../../ui/services';
import { useNumbers } from '../../ui/use-numbers';
import { useRowStyles } from '../history/CallRow';
import { rowKeys } from '../../ui/row-keys';
import { useContactActions } from './contact-actions';
import { useContactRowStyles } from './row-styles';

export interface NumberRowProps {
  readonly number: string;
  readonly mark: Mark;
  readonly index: number;
  readonly stop: boolean;
}

/** A bare number among VIP or Blocked: taken out by its button or Delete, called by two presses or Ctrl+Enter. */
export function NumberRow({ number, mark, index, stop }: NumberRowProps): ReactNode {
  const styles = useContactRowStyles();
  const row = useRowStyles();
  const { t } = useTranslation();
  const { calls } = useServices();
  const { setNumberMark } = useContactActions();
  const readable = useNumbers().readable(number);
  const remove = (): void => setNumberMark(number, null, mark);
  const call = (): void => void calls.place(number, null);
  const label = t('contacts.takeOut', { who: readable });
  return (
    <div
      role="row"
      data-row={number}
      tabIndex={stop ? 0 : -1}
      className={mergeClasses(row.row, styles.row)}
      aria-label={`${readable}, ${t(`contacts.${mark}Tag`)}`}
      aria-rowindex={index + 1}
      aria-keyshortcuts="Control+Enter Meta+Enter Delete"
      onDoubleClick={call}
      onKeyDown={rowKeys({ call, remove })}
    >
      <div role="gridcell" className={styles.cell}>
        <PersonAvatar name={null} />
        <span className={row.texts}>
          <span className={row.name}>
            <PhoneNumber number={number} />
          </span>
          <span data-quiet className={row.detail}>
            {t('contacts.bareNumber')}
          </span>
        </span>
      </div>
      <div role="gridcell" data-tools className={styles.tools}>
        <Button
          appearance="subtle"
          icon={<DismissRegular />}
          aria-label={label}
          title={label}
          tabIndex={-1}
          onClick={remove}
        />
      </div>
    </div>
  );
}
