import { Button, Text, makeStyles, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import type { TFunction } from 'i18next';
import { useRef, useState } from 'react';
import type { DragEvent, ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { mostRules, usualRingS } from '../../../src/contract/rules/limits';
import type { Rule, RulesView } from '../../../src/contract/rules/rules';
import type { FocusScope } from '../../session/focus-keeper';
import { useFocusScope } from '../../ui/use-focus-scope';
import { RuleDialog } from './RuleDialog';
import { RuleRow } from './RuleRow';
import { useRuleTexts } from './use-rule-texts';
import type { RuleOf } from './use-rule-texts';
import type { RuleBook } from './use-rules';

const useStyles = makeStyles({
  box: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    overflow: 'hidden',
    containerType: 'inline-size',
  },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  empty: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    padding: tokens.spacingHorizontalL,
    color: tokens.colorNeutralForeground3,
  },
  last: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground2,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' },
  muted: { color: tokens.colorNeutralForeground3 },
  add: { alignSelf: 'flex-start' },
});

export interface RuleListProps extends Pick<RuleBook, 'put'> {
  readonly view: RulesView;
  /** Everybody's list, of the administration. */
  readonly isForAll?: boolean;
}

/** Rules in their order, to be moved, changed, turned off and deleted; and what comes after them. */
export function RuleList({ view, put, isForAll = false }: RuleListProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const texts = useRuleTexts();
  const [opened, setOpened] = useState<Rule | 'new' | null>(null);
  const add = useRef<HTMLDivElement>(null);
  const list = useFocusScope(useRows(add));
  const [said, setSaid] = useState('');
  const drag = useDrag(view.rules, (rules) => void put(rules));
  const { rules, names } = view;
  const of: RuleOf = isForAll ? { context: 'anybody' } : undefined;

  function move(rule: Rule, by: -1 | 1): void {
    const at = rules.indexOf(rule);
    const [place, count] = [at + by + 1, rules.length];
    if (place < 1 || place > count) return;
    void put(moved(rules, at, at + by)).then((done) => {
      if (done) setSaid(t('rules.moved', { name: rule.name, place, count }));
    });
  }
  const remove = (rule: Rule): void => {
    const rest = rules.filter((each) => each !== rule);
    void put(rest, { key: 'rules.removed', values: { name: rule.name }, undo: true });
  };

  return (
    <>
      <div ref={add} className={styles.add}>
        <Button
          appearance="primary"
          icon={<AddRegular />}
          disabled={rules.length >= mostRules}
          onClick={() => setOpened('new')}
        >
          {t('rules.add')}
        </Button>
      </div>
      <div className={styles.box}>
        {rules.length === 0 && <Empty isForAll={isForAll} />}
        <ul ref={list} className={styles.list} aria-label={t('rules.list')}>
          {rules.map((rule, index) => (
            <RuleRow
              key={rule.id}
              rule={rule}
              number={index + 1}
              count={rules.length}
              sentence={texts.sentence(rule, names, of)}
              problem={problemText(t, view, rule)}
              isOver={drag.over === rule.id}
              onOpen={() => setOpened(rule)}
              onMove={(by) => move(rule, by)}
              onUse={(on) => void put(rules.map((each) => (each === rule ? { ...rule, on } : each)))}
              onRemove={() => remove(rule)}
              drag={drag.of(rule)}
            />
          ))}
        </ul>
        <AfterThese view={view} isForAll={isForAll} />
      </div>
      <div role="status" aria-live="polite" className="fui-sr-only" style={visuallyHidden}>
        {said}
      </div>
      {opened !== null && (
        <RuleDialog
          rule={opened === 'new' ? null : opened}
          view={view}
          of={of}
          onClose={() => setOpened(null)}
          onSave={async (rule) => {
            const done = await put(withRule(rules, rule), { key: 'rules.saved', values: { name: rule.name } });
            if (done) setOpened(null);
          }}
        />
      )}
    </>
  );
}

/** Of a rule that is deleted the next one has the keys, and after the last one what adds one. */
function useRows(add: RefObject<HTMLElement | null>): FocusScope {
  return useState<FocusScope>(() => ({
    items: 'li',
    heir: (list) => (list.querySelector('li') === null ? (add.current?.querySelector('button') ?? null) : null),
  }))[0];
}

function problemText(t: TFunction, { rules, problems }: RulesView, { id }: Rule): string | null {
  const problem = problems[id];
  if (!problem) return null;
  const by = rules.find((each) => each.id === problem.by)?.name ?? t('rules.unnamed');
  return t(`rules.problem.${problem.what}`, { by });
}

function withRule(rules: readonly Rule[], rule: Rule): readonly Rule[] {
  const isKnown = rules.some(({ id }) => id === rule.id);
  return isKnown ? rules.map((each) => (each.id === rule.id ? rule : each)) : [...rules, rule];
}

function Empty({ isForAll }: { isForAll: boolean }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <div className={styles.empty}>
      <Text weight="semibold">{t(isForAll ? 'rules.administration.empty' : 'rules.none')}</Text>
      <Text size={200}>{t(isForAll ? 'rules.administration.emptyHint' : 'rules.noneHint')}</Text>
    </div>
  );
}

/** What is asked when nothing of the list applies. */
function AfterThese({ view, isForAll }: { view: RulesView; isForAll: boolean }): ReactNode {
  const { t } = useTranslation();
  const texts = useRuleTexts();
  const used = view.defaults.filter(({ on }) => on);
  return (
    <>
      {used.map((rule) => (
        <Last key={rule.id} name={rule.name} note={t('rules.ofOrganisation')}>
          {texts.sentence(rule, view.names)}
        </Last>
      ))}
      {!isForAll && (
        <Last name={t('rules.everything')} note={t('rules.alwaysLast')}>
          {t('rules.builtIn', { seconds: usualRingS })}
        </Last>
      )}
    </>
  );
}

const visuallyHidden = {
  position: 'absolute',
  width: '1px',
  height: '1px',
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
} as const;

/** What is asked when none of the list applies. */
function Last({ name, note, children }: { name: string; note: string; children: ReactNode }): ReactNode {
  const styles = useStyles();
  return (
    <div className={styles.last}>
      <div className={styles.words}>
        <Text weight="semibold">{name}</Text>
        <Text size={200} className={styles.muted}>
          {children}
        </Text>
      </div>
      <Text size={200} className={styles.muted}>
        {note}
      </Text>
    </div>
  );
}

function moved(rules: readonly Rule[], from: number, to: number): readonly Rule[] {
  const without = rules.filter((_, index) => index !== from);
  const rule = rules[from];
  return rule ? [...without.slice(0, to), rule, ...without.slice(to)] : rules;
}

/** Dragged onto another one, a rule takes its place. */
function useDrag(rules: readonly Rule[], onOrder: (rules: readonly Rule[]) => void) {
  const dragged = useRef<Rule | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const of = (rule: Rule) => ({
    onDragStart(event: DragEvent) {
      dragged.current = rule;
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', rule.name);
    },
    onDragOver(event: DragEvent) {
      if (dragged.current === null || dragged.current === rule) return;
      event.preventDefault();
      setOver(rule.id);
    },
    onDrop(event: DragEvent) {
      event.preventDefault();
      const [from, to] = [rules.findIndex((each) => each === dragged.current), rules.indexOf(rule)];
      if (from !== -1 && from !== to) onOrder(moved(rules, from, to));
      dragged.current = null;
      setOver(null);
    },
    onDragEnd() {
      dragged.current = null;
      setOver(null);
    },
  });
  return { over, of };
}
