import { Button, Field, Select, Text, makeStyles, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { callClasses, mostOpenHours, type CallClass } from '../../../src/contract/rules/classes';
import type { ClassRightView, ClassWho, OffHours, RightsView } from '../../../src/contract/rules/rights';
import type { RuleTime } from '../../../src/contract/rules/rules';
import { usePageStyles } from '../../ui/page-styles';
import { ChosenPeople } from './RightsParts';
import { TimeFields } from './TimeFields';

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
  hours: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, border: 0, margin: 0, padding: 0 },
  start: { alignSelf: 'flex-start' },
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

const workdays: RuleTime = { days: [1, 2, 3, 4, 5], from: '08:00', to: '17:00' };

interface OpenHoursProps {
  readonly hours: readonly RuleTime[];
  readonly zone: string;
  readonly onHours: (hours: RuleTime[]) => void;
}

/** When the organisation is open. */
export function OpenHours({ hours, zone, onHours }: OpenHoursProps): ReactNode {
  const page = usePageStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const section = useRef<HTMLElement>(null);
  /** Goes into what comes; what goes leaves the focus at what adds it again. */
  function change(next: RuleTime[], then: string): void {
    flushSync(() => onHours(next));
    section.current?.querySelector<HTMLElement>(then)?.focus();
  }
  return (
    <section className={page.card} aria-labelledby="rights-open" ref={section}>
      <h2 className={page.heading} id="rights-open">
        {t('rules.rights.open.title')}
      </h2>
      <Text size={200} className={styles.muted}>
        {t('rules.rights.open.hint', { zone })}
      </Text>
      {hours.map((time, index) => (
        <fieldset
          // oxlint-disable-next-line react/no-array-index-key -- they have nothing else
          key={index}
          className={styles.hours}
          aria-label={t('rules.rights.open.some', { n: index + 1 })}
        >
          <TimeFields
            time={time}
            problem={time.days.length === 0 ? t('rules.dialog.daysNeeded') : undefined}
            onTime={(next) => onHours(hours.map((each, at) => (at === index ? next : each)))}
          />
          <Button
            className={styles.start}
            appearance="subtle"
            icon={<DeleteRegular />}
            onClick={() =>
              change(
                hours.filter((_, at) => at !== index),
                ':scope > button',
              )
            }
          >
            {t('rules.rights.open.remove')}
          </Button>
        </fieldset>
      ))}
      {hours.length < mostOpenHours && (
        <Button
          className={styles.start}
          icon={<AddRegular />}
          onClick={() => change([...hours, workdays], 'fieldset:last-of-type input')}
        >
          {t('rules.rights.open.add')}
        </Button>
      )}
    </section>
  );
}
