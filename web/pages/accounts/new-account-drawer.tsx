// Opening an account: who, of which organisation (a new one can be registered), with which role.

import { Button, Drawer } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { organisationKinds } from '../../../src/contracts/people.ts';
import { useCreateAccount, useOrganisations, useRegisterOrganisation } from '../../api/accounts.ts';
import { ChoiceField, TextField } from '../../ui/field.tsx';
import { ErrorLine } from '../../ui/states.tsx';
import styles from './accounts.module.css';
import { OneTimePassword } from './one-time-password.tsx';
import { RoleFields, type RoleChoice } from './role-fields.tsx';

export function NewAccountDrawer(props: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation('accounts');
  return (
    <Drawer
      open={props.isOpen}
      onClose={props.onClose}
      size="min(420px, 100vw)"
      title={t('new')}
      destroyOnHidden
    >
      <NewAccountForm />
    </Drawer>
  );
}

const anotherOrganisation = 'another';

function NewAccountForm() {
  const { t } = useTranslation('accounts');
  const create = useCreateAccount();
  const organisations = useOrganisations().data ?? [];
  const [username, setUsername] = useState('');
  const [name, setName] = useState('');
  const [organisationId, setOrganisation] = useState('');
  const [role, setRole] = useState<RoleChoice>({ role: 'townClerk', place: null });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ body: { username, name, organisationId, roles: [role] } });
  };
  if (create.data) {
    const { account, oneTimePassword } = create.data;
    return <OneTimePassword username={account.username} password={oneTimePassword} />;
  }
  return (
    <>
      <form id="new-account" onSubmit={submit}>
        {create.isError && <ErrorLine error={create.error} />}
        <TextField label={t('name')} value={name} onChange={setName} />
        <TextField
          label={t('username')}
          value={username}
          onChange={setUsername}
          note={t('username.rule')}
        />
        <ChoiceField label={t('organisation')} value={organisationId} onChange={setOrganisation}>
          <option value="">{t('choose')}</option>
          {organisations.map((organisation) => (
            <option key={organisation.organisationId} value={organisation.organisationId}>
              {organisation.name}
            </option>
          ))}
          <option value={anotherOrganisation}>{t('organisation.new')}</option>
        </ChoiceField>
        <RoleFields value={role} onChange={setRole} />
      </form>
      {organisationId === anotherOrganisation && <NewOrganisation onDone={setOrganisation} />}
      <Button
        form="new-account"
        type="primary"
        htmlType="submit"
        loading={create.isPending}
        disabled={organisationId === anotherOrganisation}
      >
        {t('create')}
      </Button>
      {organisationId === anotherOrganisation && <p className="note">{t('organisation.first')}</p>}
    </>
  );
}

function NewOrganisation({ onDone }: { onDone: (organisationId: string) => void }) {
  const { t } = useTranslation('accounts');
  const register = useRegisterOrganisation();
  const [name, setName] = useState('');
  const [kindName, setKind] = useState<string>('town');
  const kind = organisationKinds.find((it) => it === kindName) ?? 'other';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    register.mutate(
      { body: { name, kind } },
      { onSuccess: ({ organisationId }) => onDone(organisationId) },
    );
  };
  return (
    <form className={styles.block} onSubmit={submit}>
      <h3>{t('organisation.new')}</h3>
      {register.isError && <ErrorLine error={register.error} />}
      <TextField label={t('organisation.name')} value={name} onChange={setName} />
      <ChoiceField label={t('organisation.kind')} value={kind} onChange={setKind}>
        {organisationKinds.map((it) => (
          <option key={it} value={it}>
            {t(`kind.${it}`)}
          </option>
        ))}
      </ChoiceField>
      <Button htmlType="submit" loading={register.isPending}>
        {t('organisation.register')}
      </Button>
    </form>
  );
}
