import { Badge, Button, Link, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger, Persona, Text, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowClockwiseRegular, ArrowEnterRegular, ArrowExitRegular, ColorRegular, LocalLanguageRegular } from '@fluentui/react-icons';
import type { DemoPerson } from '../../page-routes';
import { hostLocales, hostThemes, parseTheme, themeLabels, type HostTheme } from '../shared/themes';
import type { HostedState, HostedTab } from './use-hosted-tab';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    minHeight: '40px',
    backgroundColor: tokens.colorNeutralBackground3,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  fill: { flexGrow: 1 },
  title: { marginRight: tokens.spacingHorizontalS },
});

const states: Readonly<Record<HostedState, { readonly text: string; readonly color: 'informative' | 'success' | 'danger' | 'warning' }>> = {
  loading: { text: 'Loading', color: 'informative' },
  ready: { text: 'Open', color: 'success' },
  failed: { text: 'Failed', color: 'danger' },
  leaving: { text: 'Leaving', color: 'warning' },
  left: { text: 'Left', color: 'warning' },
};

export interface HostBarProps {
  readonly person: DemoPerson;
  readonly theme: HostTheme;
  readonly locale: string;
  readonly onTheme: (theme: HostTheme) => void;
  readonly onLocale: (locale: string) => void;
  readonly hosted: HostedTab;
}

/** The bar above the tab: who I am, how Teams looks, and what Teams does to its apps. */
export function HostBar({ person, theme, locale, onTheme, onLocale, hosted }: HostBarProps) {
  const styles = useStyles();
  const away = hosted.state === 'left' || hosted.state === 'leaving';
  return (
    <header className={styles.bar}>
      <Text weight="semibold" className={styles.title}>Local Teams</Text>
      {away ? (
        <Button size="small" appearance="primary" icon={<ArrowEnterRegular />} onClick={() => hosted.open()}>Come back</Button>
      ) : (
        <Button size="small" icon={<ArrowExitRegular />} onClick={hosted.leave}>Leave the app</Button>
      )}
      <Button size="small" icon={<ArrowClockwiseRegular />} disabled={away} onClick={() => hosted.open()}>Reload tab</Button>
      <span role="status">
        <Badge appearance="tint" color={states[hosted.state].color}>App: {states[hosted.state].text}</Badge>
      </span>
      <span className={styles.fill} />
      <ChoiceMenu label="Theme" icon={<ColorRegular />} value={theme} options={hostThemes.map((value) => ({ value, text: themeLabels[value] }))} onChange={(value) => onTheme(parseTheme(value))} />
      <ChoiceMenu label="Language" icon={<LocalLanguageRegular />} value={locale} options={hostLocales.map(({ locale: value, label: text }) => ({ value, text }))} onChange={onLocale} />
      <Persona name={person.name} secondaryText={person.organisationName} size="small" avatar={{ color: 'colorful', 'aria-hidden': true }} />
      <Link href="/">All people</Link>
    </header>
  );
}

interface ChoiceMenuProps {
  readonly label: string;
  readonly icon: React.JSX.Element;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly onChange: (value: string) => void;
}

function ChoiceMenu({ label, icon, value, options, onChange }: ChoiceMenuProps) {
  return (
    <Menu checkedValues={{ choice: [value] }} onCheckedValueChange={(_event, { checkedItems }) => onChange(checkedItems[0] ?? value)}>
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" appearance="subtle" icon={icon}>{label}</Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {options.map((option) => (
            <MenuItemRadio key={option.value} name="choice" value={option.value}>{option.text}</MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
