import { Combobox, Field, Option, makeStyles } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { computerTimeZone } from '../../../src/contract/time-zone';
import { useServices } from '../../ui/services';
import { useServerNow } from '../../ui/use-now';
import { useWhen } from '../../ui/use-when';
import { useStore } from '../../ui/use-store';
import { readableZone, zoneOptions } from '../../view-models/time-zones';
import type { ZoneOption } from '../../view-models/time-zones';
import { useChangeSettings } from '../../ui/use-change-settings';

// Fluent's own least width is wider than the smallest screen.
const useStyles = makeStyles({ field: { minWidth: 0, width: '100%' }, input: { minWidth: 0, width: '100%' } });

/** In which time zone the person reads times: the computer's, the organisation's, or any other. */
export function TimeZoneSettings(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { store } = useServices();
  const when = useWhen();
  const nowMs = useServerNow(true);
  const change = useChangeSettings();
  const chosen = useStore(store, (state) => state.settings.timeZone);
  const organisation = useStore(store, (state) => state.me?.organisation.timeZone ?? computerTimeZone());
  const [typed, setTyped] = useState<string | null>(null);
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), []);
  const name = ({ kind, zone }: Pick<ZoneOption, 'kind' | 'zone'>): string =>
    kind === 'zone' ? readableZone(zone) : t(`settings.timeZone.${kind}`, { zone: readableZone(zone) });
  const computer = computerTimeZone();
  const current =
    chosen === null
      ? name({ kind: 'computer', zone: computer })
      : chosen === 'organisation'
        ? name({ kind: 'organisation', zone: organisation })
        : readableZone(chosen);
  const options = zoneOptions({ typed: typed ?? '', computer, organisation, zones });
  return (
    <Field label={t('settings.timeZone.label')} hint={t('settings.timeZone.now', { time: when.time(nowMs) })}>
      <Combobox
        expandIcon={{ 'aria-label': t('combobox.open') }}
        className={styles.field}
        input={{ className: styles.input }}
        value={typed ?? current}
        selectedOptions={[chosen ?? 'computer']}
        onChange={({ target }) => setTyped(target.value)}
        onFocus={({ target }) => target.select()}
        onBlur={() => setTyped(null)}
        onOptionSelect={(_, { optionValue }) => {
          if (optionValue === undefined) return;
          setTyped(null);
          change({ timeZone: optionValue === 'computer' ? null : optionValue });
        }}
      >
        {options.map((option) => (
          <Option key={`${option.kind} ${option.zone}`} value={option.value ?? 'computer'} text={name(option)}>
            {name(option)}
          </Option>
        ))}
        {options.length === 0 && (
          <Option key="none" text="" disabled>
            {t('settings.timeZone.none', { text: typed })}
          </Option>
        )}
      </Combobox>
    </Field>
  );
}
