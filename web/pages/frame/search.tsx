// Search everywhere: households by name, pinyin or the last digits of a number, places, batches by
// number, and the pages themselves. Opened with /, Ctrl K or the button; Esc closes it.

import { SearchOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useDeferredValue, useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadingBar } from '../../ui/states.tsx';
import styles from './search.module.css';
import { useFound, type Found } from './use-found.ts';

export function Search() {
  const { t } = useTranslation('search');
  const [isOpen, setOpen] = useState(false);
  useShortcut(() => setOpen(true));
  return (
    <>
      <Button className={styles.open ?? ''} onClick={() => setOpen(true)} icon={<SearchOutlined />}>
        <span className={styles.words}>{t('open')}</span>
        <kbd className={styles.words}>Ctrl K</kbd>
        <span className={styles.phoneOnly}>{t('short')}</span>
      </Button>
      <Modal
        open={isOpen}
        onCancel={() => setOpen(false)}
        footer={null}
        title={t('title')}
        destroyOnHidden
        width={620}
        style={{ top: 72 }}
      >
        <SearchBox onFollow={() => setOpen(false)} />
      </Modal>
    </>
  );
}

/** True while somebody is writing: then letters are letters. */
export const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

function useShortcut(open: () => void) {
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => {
      const isCtrlK = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
      const isSlash = event.key === '/' && !isTyping(event.target) && !event.defaultPrevented;
      if (!isCtrlK && !isSlash) return;
      event.preventDefault();
      open();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
}

function SearchBox({ onFollow }: { onFollow: () => void }) {
  const { t } = useTranslation('search');
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const navigate = useNavigate();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  // The dialog takes the focus when it opens; what is typed belongs in the box.
  useEffect(() => input.current?.focus(), []);
  const { found, isFetching } = useFound(useDeferredValue(words.trim()));
  const chosen = Math.min(at, found.length - 1);
  const follow = (one: Found | undefined) => {
    if (!one) return;
    onFollow();
    void navigate({ to: one.to });
  };
  const listen = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0));
    // A word half written with an input method is not yet one to follow.
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) follow(found[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.box}>
      <label htmlFor={id} className="note">
        {t('what')}
      </label>
      <input
        id={id}
        ref={input}
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={found[chosen] ? `${id}-${chosen}` : undefined}
        autoComplete="off"
        value={words}
        onKeyDown={listen}
        onChange={(event) => {
          setWords(event.target.value);
          setAt(0);
        }}
      />
      {isFetching && <LoadingBar />}
      <div id={`${id}-list`} role="listbox" aria-label={t('title')} className={styles.list}>
        {found.map((one, index) => (
          <button
            key={one.key}
            id={`${id}-${index}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onMouseMove={() => setAt(index)}
            onClick={() => follow(one)}
          >
            <span>{one.name}</span>
            <span className="note">{one.note}</span>
          </button>
        ))}
      </div>
      {words.trim() !== '' && found.length === 0 && !isFetching && <p>{t('none')}</p>}
    </div>
  );
}
