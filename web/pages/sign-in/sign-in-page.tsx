// Signing in. Afterwards the page one came from opens again, or a new password is asked for.

import { Button, Input } from 'antd';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe, useSignIn } from '../../api/session.ts';
import { paths } from '../../paths.ts';
import { ErrorLine } from '../../ui/states.tsx';
import { Redirect } from '../redirect.tsx';
import { useFilter } from '../use-filter.ts';
import { PasswordField } from './password-field.tsx';
import { SignInShell } from './sign-in-shell.tsx';
import styles from './sign-in.module.css';

export function SignInPage() {
  const { t } = useTranslation('session');
  const [from] = useFilter('from');
  const me = useMe().data;
  const signIn = useSignIn();
  const id = useId();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const back = backTo(from);
  if (me) return <Redirect to={me.mustChangePassword ? paths.changePassword() : back} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate({ username, password });
  };
  return (
    <SignInShell>
      <form className={styles.form} onSubmit={submit}>
        <h2>{t('signIn')}</h2>
        {from && !signIn.isError && <p className="note">{t('signInAgain')}</p>}
        {signIn.isError && <ErrorLine error={signIn.error} />}
        <div className={styles.field}>
          <label htmlFor={id}>{t('username')}</label>
          <Input
            id={id}
            size="large"
            required
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            value={username}
            onChange={(event) => setUsername(event.target.value)}
          />
        </div>
        <PasswordField
          label={t('password')}
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
        />
        <Button
          type="primary"
          size="large"
          htmlType="submit"
          block
          className={styles.submit ?? ''}
          loading={signIn.isPending}
        >
          {t('signIn')}
        </Button>
        <p className={`note ${styles.after}`}>{t('forgotten')}</p>
      </form>
    </SignInShell>
  );
}

/** The remembered address when it is one inside this app, else the start page. */
function backTo(from = ''): string {
  const isInside = from.startsWith('/') && !from.startsWith('//') && !from.startsWith('/sign-in');
  return isInside ? from : paths.start();
}
