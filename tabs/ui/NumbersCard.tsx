import { Button, Text, Tooltip } from '@fluentui/react-components';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { NumberSymbolRegular } from '@fluentui/react-icons/svg/number-symbol';
import { PhoneRegular } from '@fluentui/react-icons/svg/phone';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from './services';
import { PhoneNumber } from './PhoneNumber';
import { useCopyNumber } from './use-copy-number';
import { useNumbers } from './use-numbers';
import { useDetailStyles } from './detail-styles';

export interface NumbersCardProps {
  readonly name: string | null;
  readonly ways: readonly { readonly label: string; readonly number: string }[];
}

/** Every number of a person, each with its own way to call it. */
export function NumbersCard({ name, ways }: NumbersCardProps): ReactNode {
  const styles = useDetailStyles();
  const { t } = useTranslation();
  const { calls } = useServices();
  const numbers = useNumbers();
  const copy = useCopyNumber();
  return (
    <section className={styles.card}>
      <h3 className={styles.cardTitle}>{t('history.numbers')}</h3>
      <ul className={styles.list}>
        {ways.map(({ label, number }) => {
          const readable = numbers.readable(number);
          return (
            <li key={`${label}${number}`} className={styles.row}>
              <span className={styles.icon} aria-hidden>
                {label === 'mobile' ? (
                  <PhoneRegular />
                ) : label === 'extension' ? (
                  <NumberSymbolRegular />
                ) : (
                  <CallRegular />
                )}
              </span>
              <span className={styles.grow}>
                {t(`number.${label}`)}{' '}
                <Text wrap={false} className={styles.muted}>
                  <PhoneNumber number={number} />
                </Text>
              </span>
              <Tooltip content={t('action.copyNumber')} relationship="label" positioning="below-start">
                <Button
                  data-tool
                  appearance="subtle"
                  size="small"
                  icon={<CopyRegular />}
                  aria-label={`${t('action.copyNumber')} ${readable}`}
                  onClick={() => copy(number)}
                />
              </Tooltip>
              <Button
                appearance="subtle"
                size="small"
                className={styles.call}
                aria-label={t('action.callWho', { who: readable })}
                onClick={() => calls.place(number, name)}
              >
                {t('action.call')}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
