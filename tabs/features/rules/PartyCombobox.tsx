import { Combobox, Field, Option, makeStyles } from '@fluentui/react-components';
import { useDeferredValue, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ContactView } from '../../../src/contract/people/people';
import type { AnswerGroupId, UserId } from '../../../src/contract/ids';
import { useNumbers } from '../../ui/use-numbers';
import { useServices } from '../../ui/services';

/** Somebody, as they are being entered. */
export type Party =
  | { readonly kind: 'user'; readonly userId: UserId; readonly text: string }
  | { readonly kind: 'group'; readonly groupId: AnswerGroupId; readonly text: string }
  | { readonly kind: 'mobile'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string };

export interface PartyComboboxProps {
  readonly label: string;
  readonly hint?: string;
  readonly problem?: string | undefined;
  readonly party: Party;
  readonly onParty: (party: Party) => void;
  /** One's own mobile may be chosen. */
  readonly mobile?: { readonly number: string; readonly text: string } | null;
  /** Only people of the organisation. */
  readonly colleaguesOnly?: boolean;
  /** Names by id: answer groups that may be chosen. */
  readonly groups?: Readonly<Record<string, string>>;
}

// Fluent's own least width is wider than the smallest screen.
const useStyles = makeStyles({ field: { minWidth: 0, width: '100%' }, input: { minWidth: 0, width: '100%' } });

const most = 8;
const none: readonly ContactView[] = [];
const noGroups: Readonly<Record<string, string>> = {};

/** A colleague found by name or extension, somebody of the directory, or a number typed in any notation. */
export function PartyCombobox(props: PartyComboboxProps): ReactNode {
  const { label, hint, problem, party, onParty, mobile = null, colleaguesOnly = false, groups = noGroups } = props;
  const styles = useStyles();
  const { t } = useTranslation();
  const numbers = useNumbers();
  const contacts = useFound(party.text);
  const shown = contacts.filter(({ userId }) => !colleaguesOnly || userId !== null).slice(0, most);
  const typed = colleaguesOnly ? null : numbers.read(party.text);
  const [open, setOpen] = useState(false);
  // Within a dialog the list opens where its fields are, and covers none of its buttons.
  const [fields, setFields] = useState<HTMLElement | null>(null);
  // Whoever types faster than the search answers has meant that person all the same.
  useEffect(() => {
    const meant = party.kind === 'text' ? matching(party.text, contacts, groups) : party;
    if (meant.kind !== party.kind) onParty(meant);
  }, [party, contacts, groups, onParty]);
  return (
    <Field
      label={label}
      {...(hint && { hint })}
      {...(problem && { validationState: 'error', validationMessage: problem })}
    >
      <Combobox
        freeform
        ref={(input: HTMLElement | null) => setFields(input?.closest<HTMLElement>('.fui-DialogContent') ?? null)}
        positioning={fields === null ? 'below' : { position: 'below', flipBoundary: fields }}
        expandIcon={null}
        className={styles.field}
        input={{ className: styles.input }}
        open={open}
        onOpenChange={(_, data) => setOpen(data.open)}
        value={party.text}
        selectedOptions={[]}
        onChange={(event) => {
          setOpen(true);
          onParty(matching(event.target.value, contacts, groups));
        }}
        onOptionSelect={(_, { optionValue, optionText }) => {
          if (optionValue === undefined) return;
          onParty(chosen(optionValue, optionText ?? '', mobile?.text ?? ''));
        }}
      >
        {mobile && (
          <Option value="mobile" text={mobile.text}>
            {mobile.text}
          </Option>
        )}
        {groupsNamed(party.text, groups).map(([id, name]) => (
          <Option key={id} value={`group:${id}`} text={name}>
            {t('rules.tryIt.groupOption', { name })}
          </Option>
        ))}
        {shown.flatMap(optionsOf).map(({ value, text, more }) => (
          <Option key={value} value={value} text={text}>
            {more === '' ? text : `${text}, ${more}`}
          </Option>
        ))}
        {typed?.kind === 'number' && (
          <Option value={`number:${typed.number}`} text={numbers.local(typed.number)}>
            {t('rules.dialog.numberOption', { number: numbers.local(typed.number) })}
          </Option>
        )}
      </Combobox>
    </Field>
  );
}

function useFound(text: string): readonly ContactView[] {
  const { rest } = useServices();
  const q = useDeferredValue(text.trim());
  const { data } = useQuery({
    queryKey: ['search', q, 'rules'],
    queryFn: ({ signal }) => rest.contacts(q === '' ? { limit: most } : { q, limit: most }, signal),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    retry: false,
  });
  return data?.contacts ?? none;
}

/** Those whose name has what is typed in it. */
const groupsNamed = (text: string, groups: Readonly<Record<string, string>>): readonly (readonly [string, string])[] =>
  Object.entries(groups).filter(([, name]) => name.toLowerCase().includes(text.trim().toLowerCase()));

/** A whole name, or an extension, means that one; any other text may become a number. */
function matching(text: string, contacts: readonly ContactView[], groups: Readonly<Record<string, string>>): Party {
  const wanted = text.trim().toLowerCase();
  const group = Object.entries(groups).find(([, name]) => name.toLowerCase() === wanted);
  if (group) return { kind: 'group', groupId: group[0] as AnswerGroupId, text };
  const found = contacts.find(
    ({ displayName, extension, userId }) =>
      userId !== null && (displayName.toLowerCase() === wanted || extension === wanted),
  );
  return found?.userId && wanted !== '' ? { kind: 'user', userId: found.userId, text } : { kind: 'text', text };
}

const optionsOf = ({ displayName, userId, extension, numbers }: ContactView) =>
  userId !== null
    ? [{ value: `user:${userId}`, text: displayName, more: extension ?? '' }]
    : numbers.map(({ number }) => ({ value: `number:${number}`, text: number, more: displayName }));

function chosen(value: string, text: string, mobileText: string): Party {
  if (value === 'mobile') return { kind: 'mobile', text: mobileText };
  if (value.startsWith('group:')) return { kind: 'group', groupId: value.slice(6) as AnswerGroupId, text };
  if (value.startsWith('user:')) return { kind: 'user', userId: value.slice(5) as UserId, text };
  return { kind: 'text', text: value.slice('number:'.length) };
}
