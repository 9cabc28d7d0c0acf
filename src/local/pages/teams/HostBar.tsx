import {
  Badge,
  Button,
  Link,
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Persona,
  Text,
  Tooltip,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import {
  ArrowClockwiseRegular,
  ArrowEnterRegular,
  ArrowExitRegular,
  ColorRegular,
  LocalLanguageRegular,
} from '@fluentui/react-icons';
import type { DemoPerson } from '../../page-routes';
import { hostLocales, hostThemes, parseTheme, themeLabels, type HostTheme } from '../shared/themes';
import { teamsTexts } from './texts';
import type { HostedState, HostedTab } from './use-hosted-tab';
import { useNarrow } from './use-narrow';

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
  forReaders: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});

const colors: Readonly<Record<HostedState, 'informative' | 'success' | 'danger' | 'warning'>> = {
  loading: 'informative',
  ready: 'success',
  failed: 'danger',
  leaving: 'warning',
  left: 'warning',
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
  const texts = teamsTexts(locale);
  const away = hosted.state === 'left' || hosted.state === 'leaving';
  const narrow = useNarrow();
  return (
    <header className={styles.bar}>
      <Text as="h1" weight="semibold" className={narrow ? styles.forReaders : styles.title}>
        {texts.bar}
      </Text>
      {away ? (
        <BarButton
          label={texts.comeBack}
          narrow={narrow}
          primary
          icon={<ArrowEnterRegular />}
          onClick={() => hosted.open()}
        />
      ) : (
        <BarButton label={texts.leave} narrow={narrow} icon={<ArrowExitRegular />} onClick={hosted.leave} />
      )}
      <BarButton
        label={texts.reload}
        narrow={narrow}
        icon={<ArrowClockwiseRegular />}
        disabled={away}
        onClick={() => hosted.open()}
      />
      <AppState state={hosted.state} text={texts.states[hosted.state]} />
      <span className={styles.fill} />
      <ChoiceMenu
        label={texts.theme}
        narrow={narrow}
        icon={<ColorRegular />}
        value={theme}
        options={hostThemes.map((value) => ({ value, text: themeLabels(locale)[value] }))}
        onChange={(value) => onTheme(parseTheme(value))}
      />
      <ChoiceMenu
        label={texts.language}
        narrow={narrow}
        icon={<LocalLanguageRegular />}
        value={locale}
        options={hostLocales.map(({ locale: value, label: text }) => ({ value, text }))}
        onChange={onLocale}
      />
      <Persona
        name={person.name}
        secondaryText={narrow ? null : person.organisationName}
        size="small"
        textAlignment="center"
        avatar={{ color: 'colorful', 'aria-hidden': true }}
      />
      <Link href="/">{texts.allPeople}</Link>
    </header>
  );
}

function AppState({ state, text }: { readonly state: HostedState; readonly text: string }) {
  return (
    <span role="status">
      <Badge appearance="tint" color={colors[state]}>
        {text}
      </Badge>
    </span>
  );
}

interface BarButtonProps {
  readonly label: string;
  readonly icon: React.JSX.Element;
  /** Without room for words, the name is in the tooltip. */
  readonly narrow: boolean;
  readonly primary?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

function BarButton({ label, icon, narrow, primary = false, disabled = false, onClick }: BarButtonProps) {
  const button = (
    <Button
      size="small"
      appearance={primary ? 'primary' : 'secondary'}
      icon={icon}
      disabled={disabled}
      onClick={onClick}
    >
      {narrow ? null : label}
    </Button>
  );
  return narrow ? (
    <Tooltip content={label} relationship="label">
      {button}
    </Tooltip>
  ) : (
    button
  );
}

interface ChoiceMenuProps {
  readonly label: string;
  readonly icon: React.JSX.Element;
  readonly narrow: boolean;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly onChange: (value: string) => void;
}

function ChoiceMenu({ label, icon, narrow, value, options, onChange }: ChoiceMenuProps) {
  return (
    <Menu
      checkedValues={{ choice: [value] }}
      onCheckedValueChange={(_event, { checkedItems }) => onChange(checkedItems[0] ?? value)}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" appearance="subtle" icon={icon} aria-label={label}>
          {narrow ? null : label}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {options.map((option) => (
            <MenuItemRadio key={option.value} name="choice" value={option.value}>
              {option.text}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
