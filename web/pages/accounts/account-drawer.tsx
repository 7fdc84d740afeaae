// One account and what the administrator can do with it. Each change asks for what the journal
// keeps: a reason, or the role with its place.

import { Button, Drawer } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { roleNames } from '../../../src/people/model.ts';
import {
  useGrantRole,
  useResetPassword,
  useRevokeRole,
  useSwitchAccount,
  type Account,
} from '../../api/accounts.ts';
import { useText } from '../../i18n/i18n.ts';
import { TextField } from '../../ui/field.tsx';
import { ErrorLine } from '../../ui/states.tsx';
import styles from './accounts.module.css';
import { OneTimePassword } from './one-time-password.tsx';
import { RoleFields, type RoleChoice } from './role-fields.tsx';

export function AccountDrawer(props: {
  account: Account | undefined;
  mayChange: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation('accounts');
  const { account, mayChange } = props;
  return (
    <Drawer
      open={account !== undefined}
      onClose={props.onClose}
      size="min(420px, 100vw)"
      title={account?.name ?? ''}
      destroyOnHidden
    >
      {account && (
        <>
          <dl className={styles.facts}>
            <dt>{t('username')}</dt>
            <dd>{account.username}</dd>
            <dt>{t('organisation')}</dt>
            <dd>{account.organisation.name}</dd>
          </dl>
          <Roles account={account} mayChange={mayChange} />
          {mayChange && (
            <>
              <Grant account={account} />
              <WithReason account={account} />
            </>
          )}
        </>
      )}
    </Drawer>
  );
}

type Part = { readonly account: Account };

function Roles({ account, mayChange }: Part & { mayChange: boolean }) {
  const { t } = useTranslation('accounts');
  const text = useText();
  const revoke = useRevokeRole();
  const params = { personId: account.personId };
  return (
    <div className={styles.block}>
      <h3>{t('roles')}</h3>
      {revoke.isError && <ErrorLine error={revoke.error} />}
      {account.roles.map(({ role, place, placeName }) => (
        <div key={`${role} ${place}`} className={styles.role}>
          <span>
            {text(roleNames[role])} <span className="note">{placeName ?? t('wholeDistrict')}</span>
          </span>
          {mayChange && (
            <Button
              size="small"
              aria-label={t('revoke.role', { role: text(roleNames[role]) })}
              onClick={() => revoke.mutate({ params, body: { role, place } })}
            >
              {t('revoke')}
            </Button>
          )}
        </div>
      ))}
    </div>
  );
}

function Grant({ account }: Part) {
  const { t } = useTranslation('accounts');
  const grant = useGrantRole();
  const [choice, setChoice] = useState<RoleChoice>({ role: 'townClerk', place: null });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    grant.mutate({ params: { personId: account.personId }, body: choice });
  };
  return (
    <form className={styles.block} onSubmit={submit}>
      <h3>{t('grant')}</h3>
      {grant.isError && <ErrorLine error={grant.error} />}
      <RoleFields value={choice} onChange={setChoice} />
      <Button htmlType="submit" loading={grant.isPending}>
        {t('grant')}
      </Button>
    </form>
  );
}

function WithReason({ account }: Part) {
  const { t } = useTranslation('accounts');
  const reset = useResetPassword();
  const switchAccount = useSwitchAccount();
  const [reason, setReason] = useState('');
  const input = { params: { personId: account.personId }, body: { reason } };
  const error = reset.error ?? switchAccount.error;
  const isReady = reason.trim().length >= 2;
  return (
    <div className={styles.block}>
      <h3>{t('passwordAndState')}</h3>
      {error && <ErrorLine error={error} />}
      {reset.data && (
        <OneTimePassword username={account.username} password={reset.data.oneTimePassword} />
      )}
      <TextField label={t('reason')} value={reason} onChange={setReason} note={t('reason.why')} />
      <div className={styles.buttons}>
        <Button disabled={!isReady} loading={reset.isPending} onClick={() => reset.mutate(input)}>
          {t('reset')}
        </Button>
        <Button
          disabled={!isReady}
          loading={switchAccount.isPending}
          onClick={() => switchAccount.mutate({ ...input, isOn: account.isDisabled })}
        >
          {t(account.isDisabled ? 'enable' : 'disable')}
        </Button>
      </div>
    </div>
  );
}
