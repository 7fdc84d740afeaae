// The frame round every page of a signed-in person: top bar 48, side bar 168, the page. On a phone
// the side bar becomes a drawer and the four pages used most a bar at the bottom.

import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/session.ts';
import { paths } from '../../paths.ts';
import { Mark } from '../../ui/mark.tsx';
import { ErrorState, LoadingPage } from '../../ui/states.tsx';
import { Redirect } from '../redirect.tsx';
import { AccountMenu } from './account-menu.tsx';
import styles from './frame.module.css';
import { BottomBar, SideNavigation } from './navigation.tsx';
import { OwnNoticeLinks } from './own-notice-links.tsx';
import { ProgrammeSwitcher } from './programme-switcher.tsx';
import { Search } from './search.tsx';
import { useGoKeys } from './use-go-keys.ts';

export function Frame() {
  const me = useMe();
  const { href } = useLocation();
  if (me.isPending) return <LoadingPage />;
  if (me.isError) return <ErrorState error={me.error} onRetry={() => void me.refetch()} />;
  // The page is remembered in the address, so that signing in leads back to it.
  if (!me.data) return <Redirect to={paths.signIn(href)} />;
  if (me.data.mustChangePassword) return <Redirect to={paths.changePassword()} />;
  return <SignedInFrame />;
}

function SignedInFrame() {
  const { t } = useTranslation('frame');
  const [isMenuOpen, setMenuOpen] = useState(false);
  useGoKeys();
  const closeMenu = () => setMenuOpen(false);
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#page">
        {t('skip')}
      </a>
      <header className={styles.top}>
        <Link to={paths.start()} className={styles.brand ?? ''} aria-label={t('brand')}>
          <Mark size={22} />
          <span>{t('brand')}</span>
        </Link>
        <ProgrammeSwitcher />
        <div className={styles.spacer} />
        <Search />
        <AccountMenu />
      </header>
      <nav className={styles.side} aria-label={t('navigation')}>
        <SideNavigation />
      </nav>
      <main className={styles.main} id="page" tabIndex={-1}>
        <OfflineNote />
        <OwnNoticeLinks>
          <Outlet />
        </OwnNoticeLinks>
      </main>
      <BottomBar isMenuOpen={isMenuOpen} onMenu={() => setMenuOpen(true)} />
      <Drawer
        open={isMenuOpen}
        onClose={closeMenu}
        placement="left"
        size={260}
        title={t('allPages')}
        styles={{ body: { padding: 8 } }}
      >
        <nav aria-label={t('navigation')}>
          <SideNavigation onFollow={closeMenu} />
        </nav>
      </Drawer>
    </div>
  );
}

function subscribeOnline(listener: () => void) {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

function OfflineNote() {
  const { t } = useTranslation('frame');
  const isOnline = useSyncExternalStore(subscribeOnline, () => navigator.onLine);
  if (isOnline) return null;
  return (
    <div className={styles.offline} role="status">
      {t('offline')}
    </div>
  );
}
