// The proof of an entry: its exact bytes, its place in the tree, and the checkpoint it is proven
// against. All of it can be taken away and checked without this server.

import { Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../../api/payments.ts';
import { useProof } from '../../api/journal.ts';
import { groupDigits } from '../../ui/quantity.ts';
import { ErrorState, LoadingPage } from '../../ui/states.tsx';
import styles from './journal.module.css';

export function ProofDrawer(props: { entryId: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('journal');
  const proof = useProof(props.entryId);
  return (
    <Drawer
      open={props.entryId !== undefined}
      onClose={props.onClose}
      size="min(640px, 100vw)"
      title={t('proof.title')}
    >
      {proof.isLoading && <LoadingPage />}
      {proof.isError && <ErrorState error={proof.error} onRetry={() => void proof.refetch()} />}
      {proof.data && <Proof proof={proof.data} />}
    </Drawer>
  );
}

type Given = NonNullable<ReturnType<typeof useProof>['data']>;

function Proof({ proof }: { proof: Given }) {
  const { t } = useTranslation('journal');
  const save = () => {
    const file = new Blob([JSON.stringify(proof, null, 2)], { type: 'application/json' });
    saveFile(file, `qingnuan-proof-${proof.entryId}.json`);
  };
  const place = {
    index: groupDigits(proof.index),
    size: groupDigits(proof.treeSize),
    hashes: proof.hashes.length,
  };
  return (
    <div className={styles.proof}>
      <p>{t('proof.place', place)}</p>
      <h3>{t('proof.body')}</h3>
      <pre tabIndex={0} data-may-scroll>
        {readable(proof.body)}
      </pre>
      <h3>{t('proof.checkpoint')}</h3>
      <pre tabIndex={0} data-may-scroll>
        {proof.checkpoint.note}
      </pre>
      <p className="note">{t('proof.key', { key: proof.checkpoint.verifierKey })}</p>
      <Button onClick={save}>{t('proof.save')}</Button>
      <p className="note">{t('proof.how')}</p>
    </div>
  );
}

/** The bytes of an entry, set out for reading; what is proven are the bytes as they are. */
function readable(base64: string): string {
  const bytes = Uint8Array.from(atob(base64), (character) => character.codePointAt(0) ?? 0);
  const text = new TextDecoder().decode(bytes);
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
