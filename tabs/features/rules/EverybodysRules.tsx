import { Button, Text, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RulesView } from '../../../src/contract/rules/rules';
import { ReadFailed } from '../../ui/ReadFailed';
import { SectionSkeleton } from '../../ui/SectionSkeleton';
import { usePageStyles } from '../../ui/page-styles';
import { saveFile } from '../../ui/save-file';
import { RuleList } from './RuleList';
import { TryIt } from './TryIt';
import { csvText } from './rules-file';
import { useRuleTexts } from './use-rule-texts';
import { useRules } from './use-rules';

const useStyles = makeStyles({
  muted: { color: tokens.colorNeutralForeground3 },
  save: { alignSelf: 'flex-start' },
  head: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
});

/** In the administration: the rules that come after everybody's own, and what happens to a call to anybody. */
export function EverybodysRules(): ReactNode {
  const page = usePageStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const { view, error, again, put } = useRules('/administration/rules');
  if (error !== null) return <ReadFailed title={t('rules.failed')} error={error} onRetry={again} />;
  if (!view) return <SectionSkeleton rows={4} />;
  return (
    <div className={page.page}>
      <section className={page.card} aria-labelledby="everybodys-rules">
        <div className={styles.head}>
          <h2 className={page.heading} id="everybodys-rules">
            {t('rules.administration.title')}
          </h2>
          <Text size={200} className={styles.muted}>
            {t('rules.administration.hint')}
          </Text>
        </div>
        {view.rules.length > 0 && <SaveRules view={view} />}
        <RuleList view={view} put={put} isForAll />
      </section>
      <section className={page.card} aria-labelledby="try-anybody">
        <div className={styles.head}>
          <h2 className={page.heading} id="try-anybody">
            {t('rules.tryIt.title')}
          </h2>
          <Text size={200} className={styles.muted}>
            {t('rules.tryIt.hint')}
          </Text>
        </div>
        <TryIt view={view} ofAnybody />
      </section>
    </div>
  );
}

/** The list as a file, in the words that stand in it. */
function SaveRules({ view }: { readonly view: RulesView }): ReactNode {
  const styles = useStyles();
  const { t, i18n } = useTranslation();
  const texts = useRuleTexts();
  function save(): void {
    const header = [t('rules.file.number'), t('rules.dialog.name'), t('rules.dialog.title'), t('rules.file.on')];
    const rows = view.rules.map((rule, index) => [
      String(index + 1),
      rule.name,
      texts.sentence(rule, view.names, { context: 'anybody' }),
      t(rule.on ? 'rules.file.yes' : 'rules.file.no'),
    ]);
    saveFile(new Blob([csvText([header, ...rows], i18n.language)], { type: 'text/csv' }), 'vaxel-rules.csv');
  }
  return (
    <Button className={styles.save} icon={<ArrowDownloadRegular />} onClick={save}>
      {t('administration.csv')}
    </Button>
  );
}
