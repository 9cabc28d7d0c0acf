import { makeStyles, tokens } from '@fluentui/react-components';
import {
  AdaptiveCard,
  ExecuteAction,
  HostConfig,
  OpenUrlAction,
  type Action,
  type IMarkdownProcessingResult,
} from 'adaptivecards';
import { useEffect, useRef } from 'react';
import { fluentThemes, type HostTheme } from '../shared/themes';
import { cardHostConfig } from './card-host-config';

/** A press on an Action.Execute. */
export interface CardAction {
  readonly verb: string;
  readonly data: unknown;
}

const useStyles = makeStyles({
  card: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
    '& .ac-actionSet': { flexWrap: 'wrap', rowGap: tokens.spacingVerticalS },
    // The library brings its own buttons without a look; this is the look of a Fluent button.
    '& .ac-pushButton': {
      fontFamily: tokens.fontFamilyBase,
      fontSize: tokens.fontSizeBase300,
      fontWeight: tokens.fontWeightSemibold,
      lineHeight: tokens.lineHeightBase300,
      minHeight: '32px',
      padding: `5px ${tokens.spacingHorizontalM}`,
      color: tokens.colorNeutralForeground1,
      backgroundColor: tokens.colorNeutralBackground1,
      border: `1px solid ${tokens.colorNeutralStroke1}`,
      borderRadius: tokens.borderRadiusMedium,
      cursor: 'pointer',
    },
    '& .ac-pushButton:hover': {
      backgroundColor: tokens.colorNeutralBackground1Hover,
      color: tokens.colorNeutralForeground1Hover,
    },
    '& .ac-pushButton.primary, & .ac-pushButton.style-positive': {
      backgroundColor: tokens.colorBrandBackground,
      color: tokens.colorNeutralForegroundOnBrand,
      border: `1px solid ${tokens.colorTransparentStroke}`,
    },
    '& .ac-pushButton.style-positive:hover': { backgroundColor: tokens.colorBrandBackgroundHover },
    '& .ac-pushButton:focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
});

export interface AdaptiveCardViewProps {
  readonly card: unknown;
  readonly theme: HostTheme;
  readonly onOpenUrl: (url: string) => void;
  readonly onPress: (action: CardAction) => void;
}

/** Draws an Adaptive Card with Microsoft's own renderer in the colours of the theme. */
export function AdaptiveCardView({ card, theme, onOpenUrl, onPress }: AdaptiveCardViewProps) {
  const styles = useStyles();
  const place = useRef<HTMLDivElement>(null);
  const handlers = useRef({ onOpenUrl, onPress });
  useEffect(() => {
    handlers.current = { onOpenUrl, onPress };
  });

  useEffect(() => {
    const adaptive = new AdaptiveCard();
    AdaptiveCard.onProcessMarkdown = leaveAsItIs;
    adaptive.hostConfig = new HostConfig(cardHostConfig(fluentThemes[theme]));
    adaptive.onExecuteAction = (action: Action) => {
      if (action instanceof OpenUrlAction) handlers.current.onOpenUrl(action.url ?? '');
      if (action instanceof ExecuteAction) handlers.current.onPress({ verb: action.verb, data: action.data });
    };
    adaptive.parse(card);
    const drawn = adaptive.render();
    // The renderer calls Action.OpenUrl a link; here it acts in this window, as a button does.
    for (const button of drawn?.querySelectorAll('button[role="link"]') ?? []) button.removeAttribute('role');
    place.current?.replaceChildren(...(drawn === undefined ? [] : [drawn]));
  }, [card, theme]);

  return <div ref={place} className={styles.card} />;
}

/** Our cards are plain text, and the renderer brings no Markdown of its own. */
function leaveAsItIs(_text: string, result: IMarkdownProcessingResult): void {
  result.didProcess = false;
}
