import { Button, Field, Input, Text, makeStyles, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { mostRanges } from '../../../src/contract/joining/limits';
import { said, useFieldStyles } from '../../ui/OrganisationFields';
import type { DraftProblem, RangeDraft } from '../../view-models/organisation-draft';

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  row: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'start' },
  field: { flex: '1 1 0', minWidth: 0 },
  // On the line of the fields, below their labels.
  remove: { marginTop: '26px' },
  hint: { color: tokens.colorNeutralForeground3 },
  add: { alignSelf: 'flex-start' },
});

export interface RangeFieldsProps {
  readonly ranges: readonly RangeDraft[];
  readonly problems: readonly Partial<Record<keyof RangeDraft, DraftProblem>>[];
  readonly change: (ranges: readonly RangeDraft[]) => void;
}

/** The numbers that the organisation has, in rows. */
export function RangeFields({ ranges, problems, change }: RangeFieldsProps): ReactNode {
  const styles = useStyles();
  const fields = useFieldStyles();
  const { t } = useTranslation();
  const at = (place: number, part: Partial<RangeDraft>): void =>
    change(ranges.map((range, each) => (each === place ? { ...range, ...part } : range)));
  return (
    <div className={styles.list}>
      {ranges.map(({ first, last }, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- rows have nothing else by which they are known
        <div key={place} className={styles.row}>
          <Field className={styles.field} label={t('joining.firstNumber')} {...said(t, problems[place]?.first)}>
            <Input
              className={fields.input}
              type="tel"
              value={first}
              onChange={(_, { value }) => at(place, { first: value })}
            />
          </Field>
          <Field className={styles.field} label={t('joining.lastNumber')} {...said(t, problems[place]?.last)}>
            <Input
              className={fields.input}
              type="tel"
              value={last}
              onChange={(_, { value }) => at(place, { last: value })}
            />
          </Field>
          <Button
            className={styles.remove}
            appearance="subtle"
            icon={<DeleteRegular />}
            aria-label={t('joining.removeRange')}
            disabled={ranges.length === 1}
            onClick={() => change(ranges.filter((_, each) => each !== place))}
          />
        </div>
      ))}
      <Text size={200} className={styles.hint}>
        {t('joining.rangeHint')}
      </Text>
      {ranges.length < mostRanges && (
        <Button
          className={styles.add}
          icon={<AddRegular />}
          onClick={() => change([...ranges, { first: '', last: '' }])}
        >
          {t('joining.addRange')}
        </Button>
      )}
    </div>
  );
}
