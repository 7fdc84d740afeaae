// A new password: asked for at the first sign-in, and open to everybody later.

import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangePassword, useMe, useSignOut } from '../../api/session.ts';
import { paths } from '../../paths.ts';
import { ErrorLine, LoadingPage } from '../../ui/states.tsx';
import { Redirect } from '../redirect.tsx';
import { PasswordField } from './password-field.tsx';
import { SignInShell } from './sign-in-shell.tsx';
import styles from './sign-in.module.css';

export function ChangePasswordPage() {
  const { t } = useTranslation('session');
  const me = useMe();
  const change = useChangePassword();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  if (me.isPending) return <LoadingPage />;
  if (!me.data) return <Redirect to={paths.signIn()} />;
  const isDifferent = again !== '' && again !== next;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (again !== next) return;
    change.mutate(
      { current, next },
      { onSuccess: () => void navigate({ to: paths.start(), replace: true }) },
    );
  };
  return (
    <SignInShell>
      <form className={styles.form} onSubmit={submit}>
        <h2>{t('changePassword')}</h2>
        {me.data.mustChangePassword && <p className="note">{t('mustChange')}</p>}
        {change.isError && <ErrorLine error={change.error} />}
        <PasswordField
          label={t('currentPassword')}
          value={current}
          onChange={setCurrent}
          autoComplete="current-password"
        />
        <PasswordField
          label={t('newPassword')}
          value={next}
          onChange={setNext}
          autoComplete="new-password"
          note={t('passwordRule')}
        />
        <PasswordField
          label={t('newPasswordAgain')}
          value={again}
          onChange={setAgain}
          autoComplete="new-password"
          {...(isDifferent && { note: t('passwordsDiffer') })}
        />
        <Button
          type="primary"
          size="large"
          htmlType="submit"
          block
          className={styles.submit ?? ''}
          loading={change.isPending}
        >
          {t('savePassword')}
        </Button>
        <p className={styles.after}>
          {me.data.mustChangePassword ? (
            <Button type="link" onClick={() => signOut.mutate()}>
              {t('signOut')}
            </Button>
          ) : (
            <Link to={paths.start()}>{t('keepPassword')}</Link>
          )}
        </p>
      </form>
    </SignInShell>
  );
}
