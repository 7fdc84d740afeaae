// The form of an action in a drawer at the side, so that what it is about stays in sight. It
// closes when the act is done, unless `done` has something to show.

import { Drawer } from 'antd';
import type { ReactNode } from 'react';
import { ActionForm, type ActionFormProps } from './action-form.tsx';
import type { Fields } from './action-form-fields.ts';

export type ActionDrawerProps<F extends Fields, Reply> = ActionFormProps<F, Reply> & {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
};

export function ActionDrawer<const F extends Fields, Reply>(props: ActionDrawerProps<F, Reply>) {
  const { isOpen, onClose, title, onDone, ...form } = props;
  const finish = (reply: Reply) => {
    onDone?.(reply);
    if (!props.done) onClose();
  };
  return (
    <Drawer
      open={isOpen}
      onClose={onClose}
      size="min(480px, 100vw)"
      title={title}
      destroyOnHidden
      aria-label={typeof title === 'string' ? title : undefined}
    >
      <ActionForm {...form} onDone={finish} />
    </Drawer>
  );
}
