import { Text, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { pickUpPrefix } from '../../../src/contract/devices/pick-up';
import { usePageStyles } from '../../ui/page-styles';
import { ChosenPeople, Who } from './RightsParts';
import type { RightsDraft } from './use-rights';

const useStyles = makeStyles({ muted: { color: tokens.colorNeutralForeground3 } });

interface PickUpProps {
  readonly draft: Pick<RightsDraft, 'pickers' | 'chosenPickers'>;
  readonly onChange: (part: Partial<RightsDraft>) => void;
}

/** Who may take calls that ring at colleagues. */
export function PickUp({ draft: { pickers, chosenPickers }, onChange }: PickUpProps): ReactNode {
  const page = usePageStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <section className={page.card} aria-labelledby="rights-pick-up">
      <h2 className={page.heading} id="rights-pick-up">
        {t('rules.rights.pickUp.title')}
      </h2>
      <Text size={200} className={styles.muted}>
        {t('rules.rights.pickUp.hint', { code: pickUpPrefix })}
      </Text>
      <Who label={t('rules.rights.pickUp.who')} value={pickers} onValue={(value) => onChange({ pickers: value })} />
      {pickers === 'chosen' && (
        <ChosenPeople
          people={chosenPickers}
          onPeople={(people) => onChange({ chosenPickers: people })}
          add={t('rules.rights.pickUp.add')}
        />
      )}
    </section>
  );
}
