import { Button, makeStyles } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronUpRegular } from '@fluentui/react-icons/svg/chevron-up';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNumbers } from '../../components/use-numbers';
import type { CallCard } from '../../view-models/call-card';

const useStyles = makeStyles({ handle: { width: '100%', height: '32px', flexShrink: 0, justifyContent: 'space-between', minWidth: 0 }, text: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } });

/** Folds the sheet of calls down to one line. */
export function SheetHandle({ cards, folded, onFold }: { cards: readonly CallCard[]; folded: boolean; onFold: (folded: boolean) => void }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const numbers = useNumbers();
  const [first, ...others] = cards;
  if (!first) return null;
  const who = first.name ?? (first.number === null ? t('call.anonymous') : numbers.readable(first.number));
  return (
    <Button appearance="transparent" size="small" className={styles.handle} iconPosition="after" icon={folded ? <ChevronUpRegular /> : <ChevronDownRegular />} aria-expanded={!folded} aria-label={t(folded ? 'call.showCalls' : 'call.hideCalls')} onClick={() => onFold(!folded)}>
      <span className={styles.text}>
        {folded ? who : t('call.panel')}
        {folded && others.length > 0 && ` · ${t('call.others', { count: others.length })}`}
      </span>
    </Button>
  );
}
