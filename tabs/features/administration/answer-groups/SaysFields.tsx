import { Checkbox, Field, Select, Text } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupSays } from '../../../../src/contract/answer-groups/settings';
import type { AnswerGroupId } from '../../../../src/contract/ids';
import type { SoundOfOwner } from '../../../../src/contract/sounds/sounds';
import { ReadFailed } from '../../../ui/ReadFailed';
import { SectionSkeleton } from '../../../ui/SectionSkeleton';
import { usePartStyles } from '../trunks/part-styles';
import { heardOf, type Written } from './draft';
import { GroupSounds } from './GroupSounds';
import { useGroupSounds } from './use-group-sounds';

export interface SaysFieldsProps {
  /** Null: a new group, which has no sounds yet. */
  readonly groupId: AnswerGroupId | null;
  readonly written: Written;
  readonly onChange: (part: Pick<Written, 'says'>) => void;
}

/** What callers hear while they wait, and before they leave a message. */
export function SaysFields({ groupId, written, onChange }: SaysFieldsProps): ReactNode {
  const styles = usePartStyles();
  const { t } = useTranslation();
  const { data, error, refetch } = useGroupSounds(groupId);
  // What is chosen cannot be shown before it is known what it is called.
  if (groupId !== null && data === undefined)
    return error === null ? (
      <SectionSkeleton rows={2} />
    ) : (
      <ReadFailed title={t('administration.failed')} error={error} onRetry={() => void refetch()} />
    );
  const sounds = data?.sounds ?? [];
  const says = heardOf(written.says, data);
  const change = (part: Partial<GroupSays>): void => onChange({ says: { ...written.says, ...part } });
  return (
    <>
      <Field label={t('answerGroupAdmin.welcome')}>
        <SoundSelect
          {...{ sounds, words: ['none', 'standard'] }}
          value={says.welcome}
          onValue={(value) => change({ welcome: value as GroupSays['welcome'] })}
        />
      </Field>
      <Checkbox
        label={t('answerGroupAdmin.tellPlace')}
        checked={says.place}
        onChange={(_, { checked }) => change({ place: checked === true })}
      />
      <Checkbox
        label={t('answerGroupAdmin.tellTime')}
        checked={says.time}
        onChange={(_, { checked }) => change({ time: checked === true })}
      />
      {(['music', 'greeting'] as const).map((name) => (
        <Field key={name} label={t(`answerGroupAdmin.${name}`)}>
          <SoundSelect
            {...{ sounds, words: ['standard'] }}
            value={says[name] ?? 'standard'}
            onValue={(value) => change({ [name]: value === 'standard' ? null : value })}
          />
        </Field>
      ))}
      {groupId === null ? (
        <Text size={200} className={styles.hint}>
          {t('answerGroupAdmin.sounds.later')}
        </Text>
      ) : (
        <GroupSounds groupId={groupId} sounds={sounds} />
      )}
    </>
  );
}

interface SoundSelectProps {
  readonly sounds: readonly SoundOfOwner[];
  /** What may be chosen besides: the ends of the keys of their texts. */
  readonly words: readonly string[];
  readonly value: string;
  readonly onValue: (value: string) => void;
}

function SoundSelect({ sounds, words, value, onValue }: SoundSelectProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Select value={value} onChange={(_, { value: chosen }) => onValue(chosen)}>
      {words.map((each) => (
        <option key={each} value={each}>
          {t(`answerGroupAdmin.sounds.${each}`)}
        </option>
      ))}
      {sounds.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}
