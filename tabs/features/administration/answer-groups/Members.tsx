import { Button, Field, Input, Select, Text, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { bounds, mostMembers } from '../../../../src/contract/answer-groups/limits';
import type { FocusScope } from '../../../session/focus-keeper';
import { PersonAvatar } from '../../../ui/PersonAvatar';
import { useFocusScope } from '../../../ui/use-focus-scope';
import { PartyCombobox, type Party } from '../../rules/PartyCombobox';
import { MoveButtons } from '../MoveButtons';
import { usePartStyles } from '../trunks/part-styles';
import type { Problems, Written, WrittenMember } from './draft';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    minHeight: '44px',
    paddingBlock: '2px',
  },
  name: { flex: '1 1 100px', minWidth: 0, overflowWrap: 'anywhere' },
  tier: { minWidth: 0 },
  skills: { flexBasis: '100%', minWidth: 0 },
});

/** Of whoever is taken out the next one has it. */
const rows: FocusScope = { items: 'li' };
const nobody: Party = { kind: 'text', text: '' };
const tiers = Array.from({ length: bounds.tier[1] }, (_, index) => index + bounds.tier[0]);

export interface MembersProps {
  readonly written: Written;
  readonly problems: Problems;
  readonly onChange: (part: Pick<Written, 'members'>) => void;
}

/** Who answers, in their order. */
export function Members({ written: { members, strategy }, problems, onChange }: MembersProps): ReactNode {
  const part = usePartStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const [party, setParty] = useState<Party>(nobody);
  const ids = members.map(({ userId }) => userId);
  function add(next: Party): void {
    if (next.kind !== 'user') return setParty(next);
    const { userId, text: name } = next;
    if (!ids.includes(userId)) onChange({ members: [...members, { userId, name, tier: 1, skills: '' }] });
    setParty(nobody);
  }
  const order = (wanted: readonly string[]): void =>
    onChange({ members: wanted.flatMap((id) => members.filter(({ userId }) => userId === id)) });
  const change = (index: number, change: Partial<WrittenMember> | null): void =>
    onChange({
      members: members.flatMap((each, at) => (at !== index ? [each] : change === null ? [] : [{ ...each, ...change }])),
    });
  return (
    <>
      <Text size={200} className={part.hint}>
        {t('answerGroupAdmin.membersHint')}
      </Text>
      <ol ref={useFocusScope(rows)} className={styles.list} aria-label={t('answerGroupAdmin.memberList')}>
        {members.map((member, index) => (
          <Member
            key={member.userId}
            {...{ member, ids, index }}
            bySkill={strategy === 'skills'}
            onOrder={order}
            onMember={(next) => change(index, next)}
          />
        ))}
      </ol>
      {problems.skills !== undefined && (
        <Text role="alert" size={200} className={part.problem}>
          {t('answerGroupAdmin.badSkills')}
        </Text>
      )}
      {members.length < mostMembers && (
        <PartyCombobox label={t('answerGroupAdmin.addMember')} party={party} onParty={add} colleaguesOnly />
      )}
    </>
  );
}

interface MemberProps {
  readonly member: WrittenMember;
  readonly ids: readonly string[];
  readonly index: number;
  readonly bySkill: boolean;
  readonly onOrder: (ids: readonly string[]) => void;
  /** Null: out of the group. */
  readonly onMember: (change: Partial<WrittenMember> | null) => void;
}

function Member({ member: { name, tier, skills }, ids, index, bySkill, onOrder, onMember }: MemberProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const out = t('answerGroupAdmin.takeOut', { name });
  return (
    <li className={styles.row}>
      <PersonAvatar name={name} size={28} />
      <span className={styles.name}>{name}</span>
      <Select
        className={styles.tier}
        aria-label={t('answerGroupAdmin.tierOf', { name })}
        value={String(tier)}
        onChange={(_, { value }) => onMember({ tier: Number(value) })}
      >
        {tiers.map((each) => (
          <option key={each} value={each}>
            {t('answerGroupAdmin.tier', { tier: each })}
          </option>
        ))}
      </Select>
      <MoveButtons
        {...{ ids, index, onOrder }}
        up={t('answerGroupAdmin.up', { name })}
        down={t('answerGroupAdmin.down', { name })}
      />
      <Button
        appearance="subtle"
        icon={<DismissRegular />}
        aria-label={out}
        title={out}
        onClick={() => onMember(null)}
      />
      {bySkill && (
        <Field className={styles.skills} label={t('answerGroupAdmin.skillsOf', { name })}>
          <Input maxLength={400} value={skills} onChange={(_, { value }) => onMember({ skills: value })} />
        </Field>
      )}
    </li>
  );
}
