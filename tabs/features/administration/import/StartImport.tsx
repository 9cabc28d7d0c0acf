import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Text,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '../../../../src/contract/imports/imports';
import { useImportStyles } from './import-styles';
import { useImportActs } from './use-import';

export interface StartImportProps {
  readonly view: ImportView;
  readonly onCancel: () => void;
}

/** Import, Cancel, and whether those who are missing from the file go too, which is asked once more. */
export function StartImport({ view: { id, counts }, onCancel }: StartImportProps): ReactNode {
  const styles = useImportStyles();
  const { t } = useTranslation();
  const { apply, busy } = useImportActs();
  const [removes, setRemoves] = useState(false);
  const [asking, setAsking] = useState(false);
  const count = counts.new + counts.changed;
  const { missing } = counts;
  return (
    <>
      {missing > 0 && (
        <Checkbox
          checked={removes}
          label={t('import.missing', { count: missing })}
          onChange={(_, { checked }) => setRemoves(checked === true)}
        />
      )}
      {count === 0 && !removes && <Text>{t('import.nothing')}</Text>}
      <div className={styles.row}>
        {(count > 0 || removes) && (
          <Button
            appearance="primary"
            disabledFocusable={busy}
            onClick={() => (removes ? setAsking(true) : void apply(id, false))}
          >
            {t('import.start', { count })}
          </Button>
        )}
        <Button onClick={onCancel}>{t('import.cancel')}</Button>
      </div>
      {asking && (
        <Dialog open modalType="alert" onOpenChange={() => setAsking(false)}>
          <DialogSurface>
            <DialogBody>
              <DialogTitle>{t('import.missingTitle', { count: missing })}</DialogTitle>
              <DialogContent>{t('import.missingText')}</DialogContent>
              <DialogActions>
                <Button appearance="primary" onClick={() => void apply(id, true)}>
                  {t('import.missingYes')}
                </Button>
                <Button onClick={() => setAsking(false)}>{t('import.cancel')}</Button>
              </DialogActions>
            </DialogBody>
          </DialogSurface>
        </Dialog>
      )}
    </>
  );
}
