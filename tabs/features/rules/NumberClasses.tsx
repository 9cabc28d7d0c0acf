import { Field, Select, Text, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { callClasses, type CallClass } from '../../../src/contract/rules/classes';
import type { ClassRightView, ClassWho, OffHours, RightsView } from '../../../src/contract/rules/rights';
import type { RuleTime } from '../../../src/contract/rules/rules';
import { usePageStyles } from '../../ui/page-styles';
import { ChosenPeople } from './RightsParts';
import { OpenHours } from './OpenHours';

const useStyles = makeStyles({
  muted: { color: tokens.colorNeutralForeground3 },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column' },
  item: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalM} 0`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(200px, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
    alignItems: 'start',
  },
  // Fluent's own least width is wider than the smallest screen.
  select: { minWidth: 0, width: '100%' },
});

const whos: readonly ClassWho[] = ['everybody', 'chosen', 'except', 'nobody'];
const thens: readonly OffHours[] = ['same', 'chosen', 'nobody'];

type Classes = RightsView['classes'];

interface NumberClassesProps {
  readonly classes: Classes;
  /** There are hours outside of which something else may hold. */
  readonly closes: boolean;
  readonly onClasses: (classes: Classes) => void;
}

/** Who may call what kind of number, and when. */
export function NumberClasses({ classes, closes, onClasses }: NumberClassesProps): ReactNode {
  const page = usePageStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <section className={page.card} aria-labelledby="rights-classes">
      <h2 className={page.heading} id="rights-classes">
        {t('rules.rights.classes.title')}
      </h2>
      <Text size={200} className={styles.muted}>
        {t('rules.rights.classes.hint')}
      </Text>
      <ul className={styles.list} aria-labelledby="rights-classes">
        {callClasses.map((name) => (
          <OneClass
            key={name}
            name={name}
            right={classes[name]}
            closes={closes}
            onRight={(right) => onClasses({ ...classes, [name]: right })}
          />
        ))}
      </ul>
    </section>
  );
}

interface OneClassProps {
  readonly name: CallClass;
  readonly right: ClassRightView;
  readonly closes: boolean;
  readonly onRight: (right: ClassRightView) => void;
}

function OneClass({ name, right, closes, onRight }: OneClassProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const what = t(`rules.rights.classes.${name}`);
  const change = (part: Partial<ClassRightView>): void => onRight({ ...right, ...part });
  const then = closes && right.who !== 'nobody';
  return (
    <li className={styles.item}>
      <div className={styles.fields}>
        <Field label={what} hint={t(`rules.rights.classes.${name}Hint`)}>
          <Select
            className={styles.select}
            aria-label={t('rules.rights.classes.who', { what })}
            value={right.who}
            onChange={(_, { value }) => change({ who: value as ClassWho })}
          >
            {whos.map((each) => (
              <option key={each} value={each}>
                {t(each === 'except' ? 'rules.rights.classes.except' : `rules.rights.${each}`)}
              </option>
            ))}
          </Select>
        </Field>
        {then && (
          <Field label={t('rules.rights.classes.offHours')}>
            <Select
              className={styles.select}
              aria-label={t('rules.rights.classes.offHoursOf', { what })}
              value={right.offHours}
              onChange={(_, { value }) => change({ offHours: value as OffHours })}
            >
              {thens.map((each) => (
                <option key={each} value={each}>
                  {t(each === 'nobody' ? 'rules.rights.nobody' : `rules.rights.classes.${thenKeys[each]}`)}
                </option>
              ))}
            </Select>
          </Field>
        )}
      </div>
      <Named name={name} right={right} then={then} change={change} />
    </li>
  );
}

interface NamedProps extends Pick<OneClassProps, 'name' | 'right'> {
  /** Something else holds at other hours. */
  readonly then: boolean;
  readonly change: (part: Partial<ClassRightView>) => void;
}

/** The people whom a right names. */
function Named({ name, right, then, change }: NamedProps): ReactNode {
  const { t } = useTranslation();
  const what = t(`rules.rights.classes.${name}`);
  const some = right.who === 'chosen' || right.who === 'except';
  return (
    <>
      {some && (
        <ChosenPeople
          label={t(right.who === 'except' ? 'rules.rights.classes.excepted' : 'rules.rights.people')}
          add={t('rules.rights.classes.addTo', { what })}
          people={right.people}
          onPeople={(people) => change({ people })}
        />
      )}
      {then && right.offHours === 'chosen' && (
        <ChosenPeople
          label={t('rules.rights.classes.peopleThen')}
          add={t('rules.rights.classes.addTo', { what: t('rules.rights.classes.offHoursOf', { what }) })}
          people={right.offHoursPeople}
          onPeople={(offHoursPeople) => change({ offHoursPeople })}
        />
      )}
    </>
  );
}

const thenKeys = { same: 'same', chosen: 'chosenThen' } as const;

interface OpeningHoursProps {
  readonly hours: readonly RuleTime[];
  readonly zone: string;
  readonly onHours: (hours: RuleTime[]) => void;
}

/** When the organisation is open. */
export function OpeningHours({ hours, zone, onHours }: OpeningHoursProps): ReactNode {
  const page = usePageStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <section className={page.card} aria-labelledby="rights-open">
      <h2 className={page.heading} id="rights-open">
        {t('rules.rights.open.title')}
      </h2>
      <Text size={200} className={styles.muted}>
        {t('rules.rights.open.hint', { zone })}
      </Text>
      <OpenHours hours={hours} onHours={onHours} />
    </section>
  );
}
