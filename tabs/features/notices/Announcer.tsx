import { makeStyles } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';
import { announcements, announcementText } from '../../view-models/announcements';
import type { CallCard } from '../../view-models/call-card';
import { useCardTexts } from '../../ui/use-card-texts';
import { useRingingTitle } from './use-ringing-title';

const useStyles = makeStyles({
  hidden: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    margin: '-1px',
    overflow: 'hidden',
    clip: 'rect(0 0 0 0)',
    whiteSpace: 'nowrap',
  },
});

/** Tells what happens to calls: aloud by a live region, and in the window's title while one rings. */
export function Announcer(): ReactNode {
  const styles = useStyles();
  const cards = useStore(useServices().cards, (value) => value);
  const texts = useCardTexts();
  const before = useRef<readonly CallCard[]>([]);
  const [said, setSaid] = useState({ text: '', times: 0 });
  useRingingTitle(cards);

  useEffect(() => {
    const news = announcements(before.current, cards);
    before.current = cards;
    if (news.length > 0)
      setSaid(({ times }) => ({
        text: news.map((each) => announcementText(each, texts)).join('. '),
        times: times + 1,
      }));
  }, [cards, texts]);

  return (
    <div className={styles.hidden} role="status" aria-live="assertive">
      {/* An element of its own each time: what happens twice is said twice. */}
      <span key={said.times}>{said.text}</span>
    </div>
  );
}
