// The proof that nobody chose the sample: its seed, and the draw done again from it.

import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraw, type LotFile } from '../../api/acceptance.ts';
import { Facts } from '../../ui/facts.tsx';
import { ErrorLine } from '../../ui/states.tsx';
import styles from './acceptance.module.css';

export function DrawProof({ lot }: { lot: LotFile }) {
  const { t } = useTranslation('acceptance');
  const [isWanted, setWanted] = useState(false);
  const draw = useDraw(lot.lotId, isWanted);
  const again = () => {
    if (isWanted) void draw.refetch();
    setWanted(true);
  };
  return (
    <div className={styles.proof}>
      <Facts
        lines={[
          [
            t('draw.seedOf'),
            <code key="seed" className={styles.seed}>
              {lot.seed}
            </code>,
          ],
          [t('draw.seedGround'), lot.seedGround ?? t('draw.fromJournal')],
          [
            t('report.sha256'),
            lot.reportSha256 && <code className={styles.seed}>{lot.reportSha256}</code>,
          ],
        ]}
      />
      <Button onClick={again} loading={draw.isFetching}>
        {t('draw.again')}
      </Button>
      <div role="status">
        {draw.data && !draw.isFetching && (
          <span className={draw.data.isSame ? styles.same : styles.late}>
            {t(draw.data.isSame ? 'draw.same' : 'draw.differs')}
          </span>
        )}
      </div>
      {draw.isError && <ErrorLine error={draw.error} />}
    </div>
  );
}
